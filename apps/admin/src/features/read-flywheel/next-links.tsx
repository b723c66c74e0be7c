import { Anchor, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type Range, type ScopeView, writeScope } from "../../by-week/scope.ts";
import { type Targets, writeTargets } from "../../stated/targets.ts";
import { daysInExplore } from "./days-in-explore.ts";

export type NextLinksProps = {
  readonly scope: ScopeView;
  readonly targets: Targets;
  /** The days that are to be looked at one by one; null where no day is in question. */
  readonly days: Range | null;
};

/** To the pages that tell more, asked of the same visitors. */
export function NextLinks({ scope, targets, days }: NextLinksProps) {
  return (
    <Group gap="md" mt={4}>
      {days === null ? null : (
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/explore" search={daysInExplore(scope, days)} />}>
          Explore, trend by day of the judged weeks
        </Anchor>
      )}
      <Anchor
        size="sm"
        renderRoot={(props) => (
          <Link {...props} to="/timing" search={{ ...writeScope(scope), ...writeTargets(targets) }} />
        )}
      >
        Timing, asked of the same period, app, segment and targets
      </Anchor>
    </Group>
  );
}
