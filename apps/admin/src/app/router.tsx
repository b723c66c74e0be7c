import { EmptyState, Page } from "@flywheel/ui";
import { apps } from "@flywheel/vocabulary/apps";
import { createRootRoute, createRoute, createRouter, Link } from "@tanstack/react-router";
import { useState } from "react";
import { CreatePage } from "../features/define-experiment/create-page.tsx";
import { EditPage } from "../features/define-experiment/edit-page.tsx";
import { readView as readExplored, writeView as writeExplored } from "../features/explore/asking/view.ts";
import { ExplorePage } from "../features/explore/explore-page.tsx";
import { CreditsPage } from "../features/grant-credits/credits-page.tsx";
import { AccountPage } from "../features/keep-account/account-page.tsx";
import { PeoplePage } from "../features/manage-people/people-page.tsx";
import { NetworkPage } from "../features/operate-network/network-page.tsx";
import { ExperimentPage } from "../features/read-experiments/experiment-page.tsx";
import { ExperimentsPage } from "../features/read-experiments/experiments-page.tsx";
import { FlywheelPage } from "../features/read-flywheel/flywheel-page.tsx";
import { readView as readFlywheel, writeView as writeFlywheel } from "../features/read-flywheel/view.ts";
import { FunnelPage } from "../features/read-funnel/funnel-page.tsx";
import { readView, writeView } from "../features/read-funnel/question.ts";
import { ResultsSection } from "../features/read-results/results-section.tsx";
import { readResultsView, writeResultsView } from "../features/read-results/results-view.ts";
import { TimingPage } from "../features/read-timing/timing-page.tsx";
import { readView as readTiming, writeView as writeTiming } from "../features/read-timing/view.ts";
import { SimulatedPanel } from "../features/remove-simulated/simulated-panel.tsx";
import { DecidePanel } from "../features/steer-experiment/decide-panel.tsx";
import { SteerBar } from "../features/steer-experiment/steer-bar.tsx";
import { readEventFilter, writeEventFilter } from "../features/watch-events/event-filter.ts";
import { LivePage } from "../features/watch-events/live-page.tsx";
import { HealthPage } from "../features/watch-health/health-page.tsx";
import { NeedsRole } from "../signed-in/needs-role.tsx";
import { ControlRoom } from "./control-room.tsx";

type Search = Readonly<Record<string, unknown>>;

const root = createRootRoute({
  // A one-time link that did not work leads here and says so.
  validateSearch: ({ error }: Search): { error?: string } => (typeof error === "string" ? { error } : {}),
  component: ControlRoom,
});

/** What is looked at is in the address, so that it can be handed on; Back goes to the page before, not to a choice before. */
const live = createRoute({
  getParentRoute: () => root,
  path: "/",
  staticData: { title: "Live" },
  validateSearch: (search: Search) => writeEventFilter(readEventFilter(search)),
  component: function Live() {
    const navigate = live.useNavigate();
    const [removals, setRemovals] = useState(0);
    return (
      <LivePage
        // What was removed must leave the list, which keeps what it has seen.
        key={removals}
        aboutSimulated={<SimulatedPanel onRemoved={() => setRemovals(removals + 1)} />}
        filter={readEventFilter(live.useSearch())}
        onFilter={(filter) => void navigate({ search: writeEventFilter(filter), replace: true })}
      />
    );
  },
});

const flywheel = createRoute({
  getParentRoute: () => root,
  path: "/flywheel",
  staticData: { title: "Flywheel" },
  validateSearch: (search: Search) => writeFlywheel(readFlywheel(search)),
  component: function Flywheel() {
    const navigate = flywheel.useNavigate();
    return (
      <FlywheelPage
        view={readFlywheel(flywheel.useSearch())}
        onView={(view) => void navigate({ search: writeFlywheel(view), replace: true })}
        linkTo={(view) =>
          `${location.origin}${router.buildLocation({ to: "/flywheel", search: writeFlywheel(view) }).publicHref}`
        }
      />
    );
  },
});

const timing = createRoute({
  getParentRoute: () => root,
  path: "/timing",
  staticData: { title: "Timing" },
  validateSearch: (search: Search) => writeTiming(readTiming(search)),
  component: function Timing() {
    const navigate = timing.useNavigate();
    return (
      <TimingPage
        view={readTiming(timing.useSearch())}
        onView={(view) => void navigate({ search: writeTiming(view), replace: true })}
        linkTo={(view) =>
          `${location.origin}${router.buildLocation({ to: "/timing", search: writeTiming(view) }).publicHref}`
        }
      />
    );
  },
});

const funnel = createRoute({
  getParentRoute: () => root,
  path: "/funnel",
  staticData: { title: "Funnel" },
  validateSearch: (search: Search) => writeView(readView(search)),
  component: function Funnel() {
    const navigate = funnel.useNavigate();
    return (
      <FunnelPage
        view={readView(funnel.useSearch())}
        onView={(view) => void navigate({ search: writeView(view), replace: true })}
        linkTo={(view) =>
          `${location.origin}${router.buildLocation({ to: "/funnel", search: writeView(view) }).publicHref}`
        }
      />
    );
  },
});

const explore = createRoute({
  getParentRoute: () => root,
  path: "/explore",
  staticData: { title: "Explore" },
  validateSearch: (search: Search) => writeExplored(readExplored(search)),
  component: function Explore() {
    const navigate = explore.useNavigate();
    return (
      <ExplorePage
        view={readExplored(explore.useSearch())}
        onChoose={(changed) =>
          void navigate({ search: (now) => writeExplored({ ...readExplored(now), ...changed }), replace: true })
        }
        linkTo={(view) =>
          `${location.origin}${router.buildLocation({ to: "/explore", search: writeExplored(view) }).publicHref}`
        }
      />
    );
  },
});

const experiments = createRoute({
  getParentRoute: () => root,
  path: "/experiments",
  staticData: { title: "Experiments" },
  component: ExperimentsPage,
});
const newExperiment = createRoute({
  getParentRoute: () => root,
  path: "/experiments/new",
  staticData: { title: "New experiment" },
  component: function NewExperiment() {
    const navigate = newExperiment.useNavigate();
    return <CreatePage onSaved={(key) => void navigate({ to: "/experiments/$key", params: { key } })} />;
  },
});
const experiment = createRoute({
  getParentRoute: () => root,
  path: "/experiments/$key",
  staticData: { title: "Experiment" },
  validateSearch: (search: Search) => writeResultsView(readResultsView(search)),
  component: function Experiment() {
    const { key } = experiment.useParams();
    const view = readResultsView(experiment.useSearch());
    const navigate = experiment.useNavigate();
    return (
      <ExperimentPage
        experimentKey={key}
        steer={(it) => <SteerBar experiment={it} onDeleted={() => void navigate({ to: "/experiments" })} />}
        results={(it) => (
          <>
            {it.phases.length > 0 ? (
              <ResultsSection
                experimentKey={key}
                phases={it.phase}
                view={view}
                onView={(next) => void navigate({ search: writeResultsView(next), replace: true })}
              />
            ) : null}
            {it.state === "stopped" ? (
              <NeedsRole least="editor">
                <DecidePanel experiment={it} />
              </NeedsRole>
            ) : null}
          </>
        )}
      />
    );
  },
});
const editExperiment = createRoute({
  getParentRoute: () => root,
  path: "/experiments/$key/edit",
  staticData: { title: "Edit an experiment" },
  component: function EditExperiment() {
    const { key } = editExperiment.useParams();
    const navigate = editExperiment.useNavigate();
    return <EditPage experimentKey={key} onSaved={() => void navigate({ to: "/experiments/$key", params: { key } })} />;
  },
});
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
