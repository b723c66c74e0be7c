import type { TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly } from "../asking/asking.twin.ts";
import { byCommitment, type Commitment, commitments, type UnmetDemand, type Want } from "./unmet-demand.ts";
import { unmetCauses, unmetFilters } from "./unmet-demand-sql.ts";

/** One thing that one visitor did about a want. */
type Deed = Pick<Want, "kind" | "subject" | "cause"> & {
  readonly visitor: bigint;
  readonly deed: Commitment | "shown" | "declined";
  readonly credits: number;
};

/** The same from a list of deeds: one for every request that ended badly, every empty search, every event of a probe. */
export function unmetDemandSlowly(
  question: UnmetDemand,
  asOfMs: number,
  taken: readonly TakenEvent[],
): readonly Want[] {
  const counted = countedSlowly(question, unmetFilters, asOfMs, taken);
  const deeds = [...counted.flatMap(offerDeed), ...askDeeds(question, counted)];
  const wants = grouped(deeds, ({ kind, subject, cause }) => JSON.stringify([kind, subject, cause]));
  return [...wants.values()].flatMap((of) => wantOf(of) ?? []).sort(byCommitment);
}

function wantOf(deeds: readonly Deed[]): Want | undefined {
  const [first] = deeds;
  if (first === undefined) return undefined;
  const whose = [...grouped(deeds, ({ visitor }) => visitor).values()];
  const did = (theirs: readonly Deed[], what: Deed["deed"]) => theirs.some(({ deed }) => deed === what);
  const most = whose.map((theirs) => commitments.find((it) => did(theirs, it)));
  const at = (commitment: Commitment) => most.filter((it) => it === commitment).length;
  return {
    kind: first.kind,
    subject: first.subject,
    cause: first.cause,
    committed: { prepaid: at("prepaid"), contact: at("contact"), click: at("click"), ask: at("ask") },
    times: deeds.filter(({ deed }) => deed !== "shown" && deed !== "declined").length,
    credits: deeds.reduce((sum, { credits }) => sum + credits, 0),
    shown: first.kind === "probe" ? whose.length : 0,
    declined: whose.filter((theirs) => did(theirs, "declined")).length,
  };
}

function askDeeds({ statedWaitMs }: UnmetDemand, counted: readonly TakenEvent[]): readonly Deed[] {
  const requests = grouped(
    counted.filter(({ requestId, name }) => requestId !== null && /^(inference|answer)\./.test(name)),
    ({ visitorKey, requestId }) => `${visitorKey} ${requestId}`,
  );
  return [...requests.values()].flatMap((of): Deed[] => {
    const [first] = of;
    const subject = of.find(({ model }) => model !== null)?.model;
    const gaveUp = of.some(({ name, value }) => name === "answer.awaited" && (value ?? -1) >= statedWaitMs);
    const befell = new Set<unknown>([
      ...of.filter(({ name }) => name === "inference.refused").map(({ fields }) => fields.reason),
      ...(of.some(({ name }) => name === "inference.failed") ? ["failed"] : []),
      ...(gaveUp ? ["gave-up"] : []),
    ]);
    const cause = unmetCauses.find((it) => befell.has(it));
    const served = of.some(({ name }) => name === "inference.completed") && !gaveUp;
    if (!first || !subject || !cause || served) return [];
    return [{ kind: "ask", subject, cause, visitor: first.visitorKey, deed: "ask", credits: 0 }];
  });
}

function offerDeed({ name, fields, visitorKey: visitor, value }: TakenEvent): readonly Deed[] {
  const about = { cause: null, visitor, credits: 0 };
  const searched = fields.searched;
  if (name === "search.missed" && typeof searched === "string") {
    return [{ ...about, kind: "search", subject: searched, deed: "ask" }];
  }
  const subject = fields.probe;
  if (typeof subject !== "string") return [];
  const probe = { ...about, kind: "probe", subject } as const;
  if (name === "probe.shown") return [{ ...probe, deed: "shown" }];
  if (name === "probe.declined") return [{ ...probe, deed: "declined" }];
  if (name === "probe.prepaid") return [{ ...probe, deed: "prepaid", credits: value ?? 0 }];
  const { commitment } = fields;
  return commitment === "contact" || commitment === "click" ? [{ ...probe, deed: commitment }] : [];
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string | bigint): Map<string | bigint, Item[]> {
  const groups = new Map<string | bigint, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
