import { createRoute, useRouter } from "@tanstack/react-router";
import { readView as readExplored, writeView as writeExplored } from "../../features/explore/asking/view.ts";
import { ExplorePage } from "../../features/explore/explore-page.tsx";
import { FlywheelPage } from "../../features/read-flywheel/flywheel-page.tsx";
import { readView as readFlywheel, writeView as writeFlywheel } from "../../features/read-flywheel/view.ts";
import { FunnelPage } from "../../features/read-funnel/funnel-page.tsx";
import { readView, writeView } from "../../features/read-funnel/question.ts";
import { TimingPage } from "../../features/read-timing/timing-page.tsx";
import { readView as readTiming, writeView as writeTiming } from "../../features/read-timing/view.ts";
import { root, type Search } from "./root.ts";

/**
 * What is looked at is in the address, so that it can be handed on; Back goes to the page before, not to a choice before. What
 * is chosen far down stays in sight.
 */
export const flywheel = createRoute({
  getParentRoute: () => root,
  path: "/flywheel",
  staticData: { title: "Flywheel" },
  validateSearch: (search: Search) => writeFlywheel(readFlywheel(search)),
  component: function Flywheel() {
    const navigate = flywheel.useNavigate();
    const router = useRouter();
    return (
      <FlywheelPage
        view={readFlywheel(flywheel.useSearch())}
        onView={(view) => void navigate({ search: writeFlywheel(view), replace: true, resetScroll: false })}
        linkTo={(view) =>
          `${location.origin}${router.buildLocation({ to: "/flywheel", search: writeFlywheel(view) }).publicHref}`
        }
      />
    );
  },
});

export const timing = createRoute({
  getParentRoute: () => root,
  path: "/timing",
  staticData: { title: "Timing" },
  validateSearch: (search: Search) => writeTiming(readTiming(search)),
  component: function Timing() {
    const navigate = timing.useNavigate();
    const router = useRouter();
    return (
      <TimingPage
        view={readTiming(timing.useSearch())}
        onView={(view) => void navigate({ search: writeTiming(view), replace: true, resetScroll: false })}
        linkTo={(view) =>
          `${location.origin}${router.buildLocation({ to: "/timing", search: writeTiming(view) }).publicHref}`
        }
      />
    );
  },
});

export const funnel = createRoute({
  getParentRoute: () => root,
  path: "/funnel",
  staticData: { title: "Funnel" },
  validateSearch: (search: Search) => writeView(readView(search)),
  component: function Funnel() {
    const navigate = funnel.useNavigate();
    const router = useRouter();
    return (
      <FunnelPage
        view={readView(funnel.useSearch())}
        onView={(view) => void navigate({ search: writeView(view), replace: true, resetScroll: false })}
        linkTo={(view) =>
          `${location.origin}${router.buildLocation({ to: "/funnel", search: writeView(view) }).publicHref}`
        }
      />
    );
  },
});

export const explore = createRoute({
  getParentRoute: () => root,
  path: "/explore",
  staticData: { title: "Explore" },
  validateSearch: (search: Search) => writeExplored(readExplored(search)),
  component: function Explore() {
    const navigate = explore.useNavigate();
    const router = useRouter();
    return (
      <ExplorePage
        view={readExplored(explore.useSearch())}
        onChoose={(changed) =>
          void navigate({
            search: (now) => writeExplored({ ...readExplored(now), ...changed }),
            replace: true,
            resetScroll: false,
          })
        }
        linkTo={(view) =>
          `${location.origin}${router.buildLocation({ to: "/explore", search: writeExplored(view) }).publicHref}`
        }
      />
    );
  },
});
