import type { VisitorCaller } from "@flywheel/api";
import {
  buildFeature,
  createAssigner,
  currentBuild,
  dealAll,
  type ExperimentDefinition,
  type Experiments,
  payloadOf,
  type StickyAssignments,
  type VisitorAttributes,
} from "@flywheel/experiments";
import type { AppId } from "@flywheel/vocabulary";
import type { Context } from "hono";
import type { Door } from "../http/door.ts";

/** A build that is not the current one, and the arm that it is shown for: null where the address alone asks for it. */
export type ChosenBuild = { readonly build: string; readonly arm: Arm | null };
export type Arm = { readonly experiment: string; readonly variant: string };

export type ChoosingParts = {
  readonly experiments: Pick<Experiments, "list">;
  readonly door: Pick<Door, "visitorOrNew" | "dealtTo" | "keepDealt">;
  readonly attributesOf: (visitor: VisitorCaller) => Promise<VisitorAttributes>;
};

export type ChooseBuild = (c: Context, app: AppId) => Promise<"no experiment" | "current" | ChosenBuild>;

/**
 * Which build of an app this visitor gets, by the page's own assigner, before the first byte. Where no experiment asks,
 * nobody is looked at and no cookie is set.
 */
export function buildChooser({ experiments, door, attributesOf }: ChoosingParts): ChooseBuild {
  return async (c, app) => {
    const definitions = await experiments.list();
    const features = payloadOf(definitions);
    const feature = buildFeature(app);
    if (features[feature] === undefined) return "no experiment";

    const visitor = { ...(await door.visitorOrNew(c)), app };
    const attributes = await attributesOf(visitor);
    const sticky = dealAll(definitions, { visitorId: visitor.id, attributes, sticky: door.dealtTo(c, visitor.id) });
    // The bootstrap of the same page must find the same, though weights change between the two.
    door.keepDealt(c, visitor.id, sticky);
    return chosenIn({ definitions, app, visitorId: visitor.id, attributes, sticky, url: c.req.url });
  };
}

type Choice = {
  readonly definitions: readonly ExperimentDefinition[];
  readonly app: AppId;
  readonly visitorId: string;
  readonly attributes: VisitorAttributes;
  readonly sticky: StickyAssignments;
  readonly url: string;
};

function chosenIn({ definitions, app, visitorId, attributes, sticky, url }: Choice): "current" | ChosenBuild {
  let arm: Arm | null = null;
  const feature = buildFeature(app);
  const assigner = createAssigner({
    payload: payloadOf(definitions),
    visitorId,
    attributes,
    sticky,
    url,
    onExposure: ({ experiment, variant }) => {
      if (definitions.find(({ key }) => key === experiment)?.feature === feature) arm = { experiment, variant };
    },
  });
  const build = assigner.valueOf(feature);
  if (typeof build !== "string" || build === currentBuild) return "current";
  // Only asks in which arm they are: who is counted is the page's business.
  assigner.expose(feature);
  return { build, arm };
}
