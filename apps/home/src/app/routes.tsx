import { EmptyState, LoadingState, Page } from "@flywheel/ui";
import { Anchor } from "@mantine/core";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { StartPage } from "../features/start/start-page.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const start = createRoute({ getParentRoute: () => root, path: "/", component: StartPage });
const proof = createRoute({
  getParentRoute: () => root,
  path: "/proof/$requestId",
  // The mathematics of a proof are loaded with the first proof, not with the front page.
  component: lazyRouteComponent(() => import("../features/prove/proof-page.tsx"), "ProofPage"),
  pendingComponent: () => (
    <Page width="text">
      <LoadingState label="Loading the proof" />
    </Page>
  ),
});

const router = createRouter({ routeTree: root.addChildren([start, proof]), scrollRestoration: true });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

export const Routes = () => <RouterProvider router={router} />;

function NotFound() {
  return (
    <Page width="text">
      <EmptyState title="There is no page at this address">
        <Anchor href="/" inherit>
          Go to the front page
        </Anchor>
      </EmptyState>
    </Page>
  );
}
