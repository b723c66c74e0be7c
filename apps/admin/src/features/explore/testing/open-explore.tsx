import { FlywheelTheme } from "@flywheel/ui";
import type { StaffRole } from "@flywheel/vocabulary";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { PersonContext } from "../../../signed-in/person.ts";
import { readView, writeView } from "../asking/view.ts";
import { ExplorePage } from "../explore-page.tsx";

/** The page at an address, as the control room's router shows it; `address` says where it is now. */
export function openExplore(at = "/explore", role: StaffRole = "editor") {
  const root = createRootRoute({ component: Outlet });
  const explore = createRoute({
    getParentRoute: () => root,
    path: "/explore",
    validateSearch: (search: Readonly<Record<string, unknown>>) => writeView(readView(search)),
    component: function Explore() {
      const navigate = explore.useNavigate();
      return (
        <ExplorePage
          view={readView(explore.useSearch())}
          onChoose={(changed) =>
            void navigate({ search: (now) => writeView({ ...readView(now), ...changed }), replace: true })
          }
          linkTo={(view) => JSON.stringify(writeView(view))}
        />
      );
    },
  });
  const away = createRoute({ getParentRoute: () => root, path: "/", component: () => <p>elsewhere</p> });
  const history = createMemoryHistory({ initialEntries: [at] });
  const router = createRouter({ routeTree: root.addChildren([explore, away]), history });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <FlywheelTheme>
        <PersonContext value={{ id: "a", name: "Ada", email: "ada@example.org", role }}>
          <RouterProvider router={router as never} />
        </PersonContext>
      </FlywheelTheme>
    </QueryClientProvider>,
  );
  return { address: () => history.location.href, leave: () => history.push("/") };
}
