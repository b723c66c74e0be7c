import type { TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly, groupedBy } from "../asking/asking.twin.ts";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import type { Scope } from "../asking/scope.ts";
import type { Breakdown } from "./breakdown.ts";
import { countedNames, type LayerCount } from "./layer-counts.ts";

type Asked = readonly [scope: Scope, breakdown: Breakdown, asOfMs: number, taken: readonly TakenEvent[], known?: Scope];

/** The same visitor by visitor and request by request: group and counts, as text, to how many visitors. */
export function layerCountsSlowly(...asked: Asked): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { group, those } of membersSlowly(...asked)) {
    const key = JSON.stringify([group, countsOf(those)]);
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

/** Purchased requests that are known to have been asked: group and model, as text, to how many. */
export function paidSlowly(...asked: Asked): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { group, those } of membersSlowly(...asked)) {
    for (const together of groupedBy(those, ({ requestId }) => requestId).values()) {
      const model = groupsOfRequest(together, { by: "model" })(together[0] as TakenEvent);
      const { purchased } = countsOf(together);
      if (purchased === 0 || model === "") continue;
      const key = JSON.stringify([group, model]);
      found.set(key, (found.get(key) ?? 0) + purchased);
    }
  }
  return found;
}

/** Each visitor once for each of their groups, with what they did in it. */
function membersSlowly(...[scope, breakdown, asOfMs, taken, known = scope]: Asked) {
  const filters = countedNames.map((name) => ({ name }));
  const owed = [{ name: "payment.settled" as const }, { name: "receipt.issued" as const }];
  const members = new Set(countedSlowly(known, filters, asOfMs, taken).map(({ visitorKey }) => visitorKey));
  const read = countedSlowly({ ...scope, segment: null }, [...filters, ...owed], asOfMs, taken);
  const measured = new Set(read.filter(({ name }) => isOfWhoAgreed(name)).map(requestOf));
  const counted = read.filter((event) => members.has(event.visitorKey) && measured.has(requestOf(event)));
  const ever = groupedBy(countedSlowly({ ...known, segment: null }, [], asOfMs, taken), ({ visitorKey }) => visitorKey);
  const found: { readonly group: string; readonly those: readonly TakenEvent[] }[] = [];
  for (const [visitor, own] of groupedBy(counted, ({ visitorKey }) => visitorKey)) {
    const ofVisitor = groupOfVisitor(ever.get(visitor) ?? [], known, breakdown);
    const groups = new Map<string, TakenEvent[]>();
    for (const together of groupedBy(own, ({ requestId }) => requestId).values()) {
      for (const [group, those] of groupedBy(together, ofVisitor ?? groupsOfRequest(together, breakdown))) {
        groups.set(group, [...(groups.get(group) ?? []), ...those]);
      }
    }
    for (const [group, those] of groups) found.push({ group, those });
  }
  return found;
}

/** Payments and receipts are written of everybody: those of a request of which nothing else is known are nobody's. */
const isOfWhoAgreed = (name: string) => name !== "payment.settled" && name !== "receipt.issued";
const requestOf = ({ visitorKey, requestId }: TakenEvent) => `${visitorKey} ${requestId}`;

/** Null where a visitor may be in several groups. */
function groupOfVisitor(ever: readonly TakenEvent[], known: Scope, breakdown: Breakdown): (() => string) | null {
  if (breakdown.by === "nothing") return () => "";
  if (breakdown.by === "cohort") {
    const firstMs = ever.reduce((first, { atMs }) => Math.min(first, atMs), Number.POSITIVE_INFINITY);
    const week = String(numberAt(calendarOf(known), "week", firstMs)).padStart(6, "0");
    return () => week;
  }
  if (breakdown.by !== "variant") return null;
  const { experiment } = breakdown;
  const exposures = ever.filter((it) => it.name === "experiment.exposed" && it.experiment === experiment);
  const seen = new Set(exposures.flatMap(({ variant }) => variant ?? []));
  const [only = ""] = seen;
  return () => (seen.size > 1 ? "*" : only);
}

/** Of the events that belong to the same request, or to none; then each is of its own app. */
function groupsOfRequest(together: readonly TakenEvent[], { by }: Breakdown): (event: TakenEvent) => string {
  const last = (of: (event: TakenEvent) => string | null) => {
    const most =
      together
        .map((it) => of(it) ?? "")
        .toSorted()
        .at(-1) ?? "";
    return () => most;
  };
  if (by === "model") return last(({ model }) => model);
  if (by === "funding") return last(({ funding }) => funding);
  const isLoose = together.some(({ requestId }) => requestId === null);
  return isLoose ? ({ app }) => app : last(({ app }) => app);
}

function countsOf(those: readonly TakenEvent[]): Readonly<Record<LayerCount, number>> {
  const of = (name: string, fields: Record<string, unknown> = {}) =>
    those.filter((it) => it.name === name && Object.keys(fields).every((field) => it.fields[field] === fields[field]));
  const requestsOf = (found: readonly TakenEvent[]) => new Set(found.flatMap(({ requestId }) => requestId ?? []));
  const hosted = requestsOf(of("inference.requested", { hosted: true }));
  const completed = requestsOf(of("inference.completed"));
  const denied = requestsOf(
    of("inference.refused").filter(({ fields }) => fields.reason === "over-budget" || fields.reason === "blocked"),
  );
  const requests = (found: readonly TakenEvent[]) => [...requestsOf(found)].filter((id) => hosted.has(id)).length;
  const awaited = new Set(of("answer.awaited").map(({ requestId }) => requestId));
  const checked = [...of("proof.opened"), ...of("proof.verified")];
  const signed = requestsOf(of("receipt.issued"));
  const some = (...found: readonly (readonly TakenEvent[])[]) => Number(found.some(({ length }) => length > 0));
  return {
    hosted: [...hosted].filter((id) => completed.has(id) || !denied.has(id)).length,
    served: requests(of("inference.completed").filter(({ requestId }) => !awaited.has(requestId))),
    settled: requests(of("payment.settled")),
    purchased: requests(of("payment.settled", { funding: "purchased" })),
    receipts: requests(of("receipt.issued")),
    checked: requests(checked.filter(({ requestId }) => requestId !== null && signed.has(requestId))),
    opened: some(of("app.opened")),
    asked: some(of("prompt.submitted")),
    kept: some(of("output.kept")),
    met: some(of("proof.shown"), checked),
    trusted: some(of("trust.rated", { rating: "trusted" }), of("proof.required", { required: true })),
  };
}
