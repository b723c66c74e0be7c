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

/**
 * A build that is not the current one, and whom a failure of it is counted for: the arm, or the variant that was shipped
 * to everybody. Null where the address alone asks for it.
 */
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

function chosenIn(choice: Choice): "current" | ChosenBuild {
  const { build, arm } = dealtIn(choice);
  if (typeof build !== "string" || build === currentBuild) return "current";
  if (arm !== null) return { build, arm };
  // Neither dealt nor asked for by a link: what was shipped.
  const withoutLink = dealtIn({ ...choice, url: "" });
  return { build, arm: withoutLink.build === build ? shippedIn(choice, build) : null };
}

function dealtIn({ definitions, app, visitorId, attributes, sticky, url }: Choice) {
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
  // Only asks in which arm they are: who is counted is the page's business.
  assigner.expose(feature);
  return { build, arm: arm as Arm | null };
}

/** The decision that holds: the last one that shipped this build. */
function shippedIn({ definitions, app }: Choice, build: string): Arm | null {
  const [last] = definitions
    .filter(({ feature, state }) => feature === buildFeature(app) && state === "decided")
    .flatMap(({ key, decision, variants }) => {
      const shipped = variants.find((variant) => variant.key === decision?.variant && variant.value === build);
      return decision?.outcome === "ship" && shipped ? [{ key, variant: shipped.key, atMs: decision.atMs }] : [];
    })
    .toSorted((a, b) => b.atMs - a.atMs);
  return last ? { experiment: last.key, variant: last.variant } : null;
}
