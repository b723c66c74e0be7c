import { createRoute } from "@tanstack/react-router";
import { useState } from "react";
import { SimulatedPanel } from "../../features/remove-simulated/simulated-panel.tsx";
import { readEventFilter, writeEventFilter } from "../../features/watch-events/event-filter.ts";
import { LivePage } from "../../features/watch-events/live-page.tsx";
import { root, type Search } from "./root.ts";

export const live = createRoute({
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
        onFilter={(filter) => void navigate({ search: writeEventFilter(filter), replace: true, resetScroll: false })}
      />
    );
  },
});
