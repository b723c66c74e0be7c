import type { GatedLayer } from "@flywheel/demand";
import type { SentEvent } from "@flywheel/vocabulary";

type Week = {
  asked: boolean;
  hosted: boolean;
  served: boolean;
  withdrawn: boolean;
  kept: boolean;
  paid: boolean;
  opened: boolean;
  trusted: boolean;
};

const weekMs = 7 * 86_400_000;

/**
 * The share that passed each gate, told from a generator's events in plain code: what a world is checked by, and nothing
 * that an estimator reads. Weeks count from `startMs`, a Monday; usage is of those that four more weeks follow. `withdrawn`
 * names the models whose capacity went away as unprofitable. One visit a week that asks once is assumed.
 */
export function recountRates(
  batches: Iterable<readonly SentEvent[]>,
  { startMs, weeks, withdrawn }: { startMs: number; weeks: number; withdrawn: ReadonlySet<string> },
): Readonly<Record<GatedLayer, number>> {
  const visitors = new Map<string, (Week | undefined)[]>();
  for (const events of batches) {
    for (const event of events) {
      const place = Math.floor((event.atMs - startMs) / weekMs);
      if (place >= weeks) continue;
      const own = visitors.get(event.visitorId ?? "") ?? [];
      visitors.set(event.visitorId ?? "", own);
      const week = own[place] ?? nothingYet();
      own[place] = week;
      tell(week, event, withdrawn);
    }
  }
  const counts = new Map<GatedLayer, [passed: number, entered: number]>();
  const count = (layer: GatedLayer, entered: boolean, passed: boolean): void => {
    const own = counts.get(layer) ?? [0, 0];
    counts.set(layer, own);
    if (!entered) return;
    own[1] += 1;
    if (passed) own[0] += 1;
  };
  for (const own of visitors.values()) {
    for (const [place, week] of own.entries()) {
      if (!week || place >= weeks - 1) continue;
      const { asked, hosted, served, kept, paid, opened, trusted } = week;
      count("applications", true, asked);
      count("models", asked, hosted);
      count("incentives", hosted, !week.withdrawn);
      count("compute", hosted && !week.withdrawn, served);
      count("users", served, kept);
      count("payments", kept, paid);
      count("verification", kept, opened);
      count("trust", opened, trusted);
      const back = own.slice(place + 1, place + 5).some((it) => it?.served);
      count("usage", served && place + 4 < weeks, back);
    }
  }
  return Object.fromEntries([...counts].map(([layer, [passed, entered]]) => [layer, passed / entered])) as Record<
    GatedLayer,
    number
  >;
}

function tell(week: Week, { name, fields }: SentEvent, withdrawn: ReadonlySet<string>): void {
  if (name === "prompt.submitted") week.asked = true;
  if (name === "inference.requested" && fields.hosted === true) week.hosted = true;
  if (name === "inference.refused" && withdrawn.has(String(fields.model))) week.withdrawn = true;
  if (name === "inference.completed") week.served = true;
  if (name === "output.kept") week.kept = true;
  if (name === "payment.settled" && fields.funding === "purchased") week.paid = true;
  if (name === "proof.opened") week.opened = true;
  if (name === "trust.rated" && fields.rating === "trusted") week.trusted = true;
}

const nothingYet = (): Week => ({
  ...{ asked: false, hosted: false, served: false, withdrawn: false },
  ...{ kept: false, paid: false, opened: false, trusted: false },
});
