import { journey, type TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly, fills, groupedBy, knownSlowly } from "../asking/asking.twin.ts";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import type { VisitorWeeks } from "./visitor-weeks.ts";
import { encodeWeek } from "./week-code.ts";

/**
 * The same from raw events, by the words of the rules: visitor, when they were drawn and signature to how many visitors.
 * `all` are the events that say what drew them, where some of them are left out of their weeks.
 */
export function visitorWeeksSlowly(
  question: VisitorWeeks,
  asOfMs: number,
  events: readonly TakenEvent[],
  all: readonly TakenEvent[] = events,
): ReadonlyMap<string, number> {
  const filters = [...new Set(events.map(({ name }) => name))].filter((name) => !silent.has(name));
  // No filters would be any event, and nobody has a week of nothing.
  if (filters.length === 0) return new Map();
  const counted = countedSlowly(
    question,
    filters.map((name) => ({ name })),
    asOfMs,
    events,
  );
  const calendar = calendarOf(question);
  const known = knownSlowly(question, asOfMs, all).filter((event) => !event.bot && event.atMs < question.toMs);
  const signatures = new Map<string, number>();
  for (const [visitor, theirs] of groupedBy(counted, ({ visitorKey }) => visitorKey)) {
    const own = groupedBy(theirs, ({ requestId }) => requestId);
    const beginsMs = new Map([...own].map(([request, those]) => [request, Math.min(...those.map(({ atMs }) => atMs))]));
    const weekOf = ({ requestId, atMs }: TakenEvent) =>
      numberAt(calendar, "week", requestId === null ? atMs : (beginsMs.get(requestId) ?? atMs));
    const signature = [...groupedBy(theirs, weekOf)]
      .sort(([a], [b]) => a - b)
      .map(([week, those]) => {
        const credits = those
          .filter((event) => fills(journey.paid, event) && isMeasured(own, event))
          .reduce((sum, { fields }) => sum + Number(fields.credits ?? 0), 0);
        const code = codeOf(those, own, question.statedWaitMs);
        return credits === 0 ? `${week}:${code}` : `${week}:${code}:${credits}`;
      })
      .join(",");
    const whole = known.filter(({ visitorKey }) => visitorKey === visitor);
    const [drawn] = whole
      .filter(draws)
      .map(({ atMs }) => atMs)
      .sort((a, b) => a - b);
    const drawnIn = drawn === undefined ? null : numberAt(calendar, "week", drawn);
    const key = `${whole.some(links) ? visitor : null} ${drawnIn} ${signature}`;
    signatures.set(key, (signatures.get(key) ?? 0) + 1);
  }
  return signatures;
}

/** Payments are written of everybody, requests only of who agreed to be measured. */
const isMeasured = (own: Requests, paid: TakenEvent) =>
  ofRequest(own, paid).some(({ name, fields }) => name === "inference.requested" && fields.hosted === true);

/** Everything of one visitor by the request to which it belongs. */
type Requests = ReadonlyMap<TakenEvent["requestId"], readonly TakenEvent[]>;
const ofRequest = (own: Requests, { requestId }: TakenEvent) => own.get(requestId) ?? [];

function codeOf(week: readonly TakenEvent[], own: Requests, statedWaitMs: number): number {
  const of = (name: string, fields: Record<string, unknown> = {}) =>
    week.filter((event) => event.name === name && Object.keys(fields).every((it) => event.fields[it] === fields[it]));
  const some = (name: string, fields?: Record<string, unknown>) => of(name, fields).length > 0;
  const requests = (found: readonly TakenEvent[]) => new Set(found.map(({ requestId }) => requestId)).size;
  const givenUp = (event: TakenEvent) => ofRequest(own, event).some(({ name }) => name === "answer.awaited");
  const served = requests(of("inference.completed").filter((event) => !givenUp(event)));
  const unserved = [
    ...of("inference.refused").filter(({ fields }) => reasons.has(fields.reason ?? "")),
    ...of("inference.failed"),
    ...of("answer.awaited").filter(({ value }) => (value ?? 0) >= statedWaitMs),
  ].filter((event) => !ofRequest(own, event).some(({ name }) => name === "inference.completed") || givenUp(event));
  const purchased = requests(of("payment.settled", { funding: "purchased" }).filter((event) => isMeasured(own, event)));
  const kept = some("output.kept");

  let level = 0;
  if (some("app.opened")) level = 1;
  if (some("prompt.submitted")) level = 2;
  if (some("inference.requested", { hosted: true })) level = 3;
  if (served > 0) level = 4;
  if (kept) level = 5;
  if (purchased > 0) level = 6;

  const refused = (reason: string) => some("inference.refused", { reason });
  const declined = some("quote.declined");
  const tired = of("answer.awaited").some(({ value }) => (value ?? 0) >= statedWaitMs);
  const supply: Record<number, boolean> = {
    1: some("app.failed"),
    2: refused("unknown-model") || some("model.missed"),
    3: refused("no-capacity") || refused("no-active-node") || some("inference.failed") || tired,
    5: some("payment.failed"),
  };
  const demand: Record<number, boolean> = {
    2: declined,
    3: declined,
    4: some("output.complained"),
    5: declined || some("checkout.abandoned"),
  };
  const checked = some("proof.opened") || some("proof.verified");
  const metProof = checked || some("proof.shown");
  const trusts = some("trust.rated", { rating: "trusted" }) || some("proof.required", { required: true });
  const inApp = (app: string) => week.some((event) => event.app === app);
  return encodeWeek({
    level,
    cause: supply[level] ? 1 : demand[level] ? 2 : 0,
    metProof: Number(metProof),
    verified: Number(level >= 5 && checked),
    trusted: Number(metProof && trusts),
    apps: Number(inApp("image-studio")) + 2 * Number(inApp("chat")),
    served,
    purchased,
    lost: requests(unserved),
    denied: Number(refused("over-budget") || refused("blocked")),
    refused: Number(refused("no-capacity") || refused("no-active-node")),
  });
}

const cameBy = ({ name, fields }: TakenEvent, entry: string) =>
  name === "session.started" && fields.entry === entry && fields.first === true;
const draws = (event: TakenEvent) =>
  cameBy(event, "campaign") || (event.name === "credits.granted" && event.fields.funding === "granted");
const links = (event: TakenEvent) => cameBy(event, "share") || event.name === "share.created";

const reasons: ReadonlySet<unknown> = new Set(["unknown-model", "no-capacity", "no-active-node"]);

/** Of the events that these tests invent, those that say nothing about a week. */
const silent: ReadonlySet<string> = new Set([
  ...["surface.viewed", "output.shown"],
  ...["session.started", "share.created", "credits.granted"],
  ...["receipt.issued", "experiment.exposed"],
]);
