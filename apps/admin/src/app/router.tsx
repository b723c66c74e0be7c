import { EmptyState, Page } from "@flywheel/ui";
import { apps } from "@flywheel/vocabulary/apps";
import { createRoute, createRouter, Link } from "@tanstack/react-router";
import { CreditsPage } from "../features/grant-credits/credits-page.tsx";
import { AccountPage } from "../features/keep-account/account-page.tsx";
import { PeoplePage } from "../features/manage-people/people-page.tsx";
import { NetworkPage } from "../features/operate-network/network-page.tsx";
import { HealthPage } from "../features/watch-health/health-page.tsx";
import { editExperiment, experiment, experiments, newExperiment } from "./routes/experiment-routes.tsx";
import { live } from "./routes/live-route.tsx";
import { explore, flywheel, funnel, timing } from "./routes/question-routes.tsx";
import { root } from "./routes/root.ts";

const credits = createRoute({
  getParentRoute: () => root,
  path: "/credits",
  staticData: { title: "Credits" },
  component: CreditsPage,
});
const people = createRoute({
  getParentRoute: () => root,
  path: "/people",
  staticData: { title: "People" },
  component: PeoplePage,
});
const network = createRoute({
  getParentRoute: () => root,
  path: "/network",
  staticData: { title: "Network" },
  component: NetworkPage,
});
const health = createRoute({
  getParentRoute: () => root,
  path: "/health",
  staticData: { title: "Health" },
  component: HealthPage,
});
const account = createRoute({
  getParentRoute: () => root,
  path: "/account",
  staticData: { title: "Account" },
  component: AccountPage,
});

function NotFound() {
  return (
    <Page width="text">
      <EmptyState title="There is no such page in the control room" action={<Link to="/">To the live events</Link>} />
    </Page>
  );
}

export const router = createRouter({
  routeTree: root.addChildren([
    live,
    flywheel,
    timing,
    funnel,
    explore,
    experiments,
    newExperiment,
    experiment,
    editExperiment,
    credits,
    people,
    network,
    health,
    account,
  ]),
  basepath: apps.admin.path,
  trailingSlash: "preserve",
  scrollRestoration: true,
  defaultNotFoundComponent: NotFound,
});

declare module "@tanstack/react-router" {
  interface Register {
    readonly router: typeof router;
  }
  interface StaticDataRouteOption {
    /** Of the page, for the window's title. */
    readonly title?: string;
  }
}
