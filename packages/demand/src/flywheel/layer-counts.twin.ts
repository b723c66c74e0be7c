import type { TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly } from "../asking/asking.twin.ts";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import type { Scope } from "../asking/scope.ts";
import type { Breakdown } from "./breakdown.ts";
import { countedNames, type LayerCount } from "./layer-counts.ts";

/** The same visitor by visitor and request by request: group and counts, as text, to how many visitors. */
export function layerCountsSlowly(
  scope: Scope,
  breakdown: Breakdown,
  asOfMs: number,
  taken: readonly TakenEvent[],
  known: Scope = scope,
): ReadonlyMap<string, number> {
  const filters = countedNames.map((name) => ({ name }));
  const owed = [{ name: "payment.settled" as const }, { name: "receipt.issued" as const }];
  const members = new Set(countedSlowly(known, filters, asOfMs, taken).map(({ visitorKey }) => visitorKey));
  const read = countedSlowly({ ...scope, segment: null }, [...filters, ...owed], asOfMs, taken);
  const counted = read.filter((event) => members.has(event.visitorKey) && isMeasured(event, read));
  const all = countedSlowly({ ...known, segment: null }, [], asOfMs, taken);
  const found = new Map<string, number>();
  for (const visitor of new Set(counted.map(({ visitorKey }) => visitorKey))) {
    const own = counted.filter(({ visitorKey }) => visitorKey === visitor);
    const groups = new Map<string, TakenEvent[]>();
    for (const event of own) {
      const ever = all.filter(({ visitorKey }) => visitorKey === visitor);
      const group = groupOf(event, own, ever, scope, breakdown);
      groups.set(group, [...(groups.get(group) ?? []), event]);
    }
    for (const [group, those] of groups) {
      const key = JSON.stringify([group, countsOf(those)]);
      found.set(key, (found.get(key) ?? 0) + 1);
    }
  }
  return found;
}

/** Payments and receipts are written of everybody: those of a request of which nothing else is known are nobody's. */
const isMeasured = (event: TakenEvent, read: readonly TakenEvent[]) =>
  read.some(
    ({ visitorKey, requestId, name }) =>
      visitorKey === event.visitorKey &&
      requestId === event.requestId &&
      name !== "payment.settled" &&
      name !== "receipt.issued",
  );

function groupOf(
  event: TakenEvent,
  own: readonly TakenEvent[],
  ever: readonly TakenEvent[],
  scope: Scope,
  breakdown: Breakdown,
): string {
  const together = event.requestId === null ? [event] : own.filter(({ requestId }) => requestId === event.requestId);
  const most = (values: readonly (string | null)[]) =>
    values
      .filter((it) => it !== null)
      .sort()
      .at(-1) ?? "";
  const loose = own.filter(({ requestId }) => requestId === null);
  const part = event.requestId === null ? loose : together;
  switch (breakdown.by) {
    case "nothing":
      return "";
    case "app":
      return most(together.map(({ app }) => app));
    case "model":
      return most(part.map(({ model }) => model));
    case "funding":
      return most(part.map(({ funding }) => funding));
    case "cohort": {
      const first = Math.min(...ever.map(({ atMs }) => atMs));
      return String(numberAt(calendarOf(scope), "week", first)).padStart(6, "0");
    }
    case "variant": {
      const seen = ever
        .filter((it) => it.name === "experiment.exposed" && it.experiment === breakdown.experiment)
        .flatMap(({ variant }) => variant ?? []);
      return new Set(seen).size > 1 ? "*" : (seen[0] ?? "");
    }
  }
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
