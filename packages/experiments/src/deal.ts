import type { AppId } from "@flywheel/vocabulary";
import { createAssigner } from "./assigner.ts";
import type { ExperimentDefinition } from "./definition/definition.ts";
import type { VisitorAttributes } from "./definition/targeting.ts";
import { payloadOf } from "./payload.ts";
import { type StickyAssignments, stillLive } from "./sticky.ts";

export type Dealing = {
  readonly visitorId: string;
  readonly attributes: VisitorAttributes;
  /** What the visitor was dealt before. */
  readonly sticky: StickyAssignments;
};

/**
 * What a visitor is to keep of all that the app of `attributes` may show them: deals what is not dealt yet, by the
 * page's own assigner. Of that app and of holdouts only: what is dealt sticks, and who comes to another app tomorrow
 * must be dealt there as whoever they are tomorrow. An address that forces a variant has no say here.
 */
export function dealAll(definitions: readonly ExperimentDefinition[], dealing: Dealing): StickyAssignments {
  const { visitorId, attributes } = dealing;
  const sticky = stillLive(dealing.sticky, definitions);
  const assigner = createAssigner({
    payload: payloadOf(definitions),
    visitorId,
    attributes,
    sticky,
    onExposure: () => {},
  });
  for (const definition of definitions) if (meets(attributes.app, definition)) assigner.valueOf(definition.feature);
  return assigner.dealt();
}

const meets = (app: AppId, definition: ExperimentDefinition): boolean =>
  definition.state === "running" && (definition.app === app || definition.kind === "holdout");
