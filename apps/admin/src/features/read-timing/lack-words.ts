import { sayCount } from "../../by-week/weeks.ts";
import type { Check } from "./answer.ts";
import { checkWords, sayWhat } from "./check-words.ts";

type Lack = (needs: string, points: number) => string;

/** In short, of what may be missing at all or lack for breadth; the checks say it exactly. */
const lackWords: Readonly<Partial<Record<Check["check"], Lack>>> = {
  "matured-visitors": (needs, points) =>
    `at least ${needs} organic visitors with ${sayCount(points, "week")} behind them`,
  "matured-points": (needs) => `${needs} matured weekly points of retention`,
  purchasers: (needs) => `at least ${needs} organic purchasers with the judged weeks behind them`,
  "purchasers-ratio": (needs) => `organic purchasers whose weekly ratio is surely above ${needs}`,
  "purchasers-level": (needs) => `organic purchasers of whom surely more than ${needs} stay`,
  "organic-share": (needs) => `an organic share surely above ${needs}`,
  "quick-ratio": (needs) => `a quick ratio surely above ${needs}`,
};

/** What lacks, and how much of it there is; bounds where the check takes bounds. */
function sayLack({ check, found, needs }: Check, points: number): string {
  const { say } = checkWords[check];
  const lack = lackWords[check]?.(say(needs), points) ?? sayWhat(check, points);
  return `${lack} (${found === null ? "cannot be told yet" : `found ${say(found)}`})`;
}

/** Without a curve its bounds cannot be told either: that is one thing that lacks, not three. */
export function sayLacks(checks: readonly Check[], points: number): string {
  const noCurve = checks.some(({ check, found }) => check === "purchasers" && found === null);
  return checks
    .filter(({ check }) => !(noCurve && (check === "purchasers-ratio" || check === "purchasers-level")))
    .map((check) => sayLack(check, points))
    .join("; ");
}
