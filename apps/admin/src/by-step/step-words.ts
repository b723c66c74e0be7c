import type { Funnel, FunnelAnswer } from "@flywheel/api/type";
import { formatCount } from "@flywheel/ui";
import { formatElapsed } from "../words/elapsed.ts";

/** From the first step to the last. */
export const windows = {
  "1h": { label: "1 hour", ms: 3_600_000 },
  "1d": { label: "1 day", ms: 86_400_000 },
  "7d": { label: "7 days", ms: 7 * 86_400_000 },
  "30d": { label: "30 days", ms: 30 * 86_400_000 },
} as const;
export type WindowId = keyof typeof windows;
export const windowIds = Object.keys(windows) as WindowId[];

export const orders = {
  unordered: "In any order",
  ordered: "One after another",
  strict: "With nothing in between",
} as const satisfies Record<Funnel["order"], string>;
/** What each order takes for a path, under the answer's title. */
const aboutOrders = {
  unordered: "The later steps count in any order, each after the first.",
  ordered: "Each step counts once the one before it is reached; what else happens in between does not matter.",
  strict:
    "Strict: any other event of the visitor between two steps, of any kind, ends the path. Pages record much on their own, so few paths are left.",
} as const satisfies Record<Funnel["order"], string>;
/** The same with what ends a path, and where: "inference.refused in between". */
export const sayOrder = (order: Funnel["order"], ending: string | null): string =>
  ending === null
    ? aboutOrders[order]
    : `Each step counts once the one before it is reached; ${ending} ends the path, and nothing else does.`;

export const orderIds = Object.keys(orders) as Funnel["order"][];

type Breakdown = NonNullable<Funnel["breakdown"]>;
/** By what the first step says. */
export const breakdowns = {
  app: "App",
  device: "Device",
  browser: "Browser",
  build: "Build",
  model: "Model",
  funding: "Funding",
} as const satisfies Record<Breakdown, string>;
export const breakdownIds = Object.keys(breakdowns) as Breakdown[];

/** Visitors who still have time are no loss yet; null when there are none. */
export function sayOpen({ steps, question }: FunnelAnswer): string | null {
  const open = steps[0]?.open ?? 0;
  if (open === 0) return null;
  const window = Object.values(windows).find(({ ms }) => ms === question.windowMs);
  const length = window?.label ?? formatElapsed(question.windowMs);
  const whose = `whose ${length} from the first step ${length.startsWith("1 ") ? "is" : "are"} not over yet`;
  return open === 1
    ? `Hatched and counted apart: 1 visitor ${whose}. They are in no share.`
    : `Hatched and counted apart: ${formatCount(open)} visitors ${whose}. They are in no share.`;
}
