import { sayRatio, sayShare } from "../../by-week/amounts.ts";
import { readStated, type Scale, type Stated, type StatedField } from "../../stated/stated-form.tsx";
import type { Thresholds, TimingQuestion } from "./answer.ts";

type Asked = NonNullable<TimingQuestion["thresholds"]>;
type Name = keyof Asked;
/** Thresholds that somebody states instead of the usual ones. */
export type StatedThresholds = Stated<Name>;

type Field = Scale & {
  readonly label: string;
  readonly say: (threshold: number) => string;
  readonly of: (thresholds: Thresholds) => number;
};

const share = { percent: true, decimals: 1, least: 0.1, most: 100, say: sayShare };
const ratioUpTo = (most: number) => ({ percent: false, decimals: 2, least: 0.01, most, say: sayRatio });

/** A record, so that a new threshold fails to compile here. */
const fields: Readonly<Record<Name, Field>> = {
  weeklyRatio: { ...ratioUpTo(1), label: "Weekly ratio", of: ({ plateau }) => plateau.weeklyRatio },
  floor: { ...share, label: "Level of retention", of: ({ plateau }) => plateau.floor },
  organicShare: { ...share, label: "Organic share", of: ({ organicShare }) => organicShare },
  quickRatio: { ...ratioUpTo(100), label: "Quick ratio", of: ({ quickRatio }) => quickRatio.above },
  purchasedShare: { ...share, label: "Purchased share", of: ({ purchasedShare }) => purchasedShare },
  veryDisappointed: { ...share, label: "Sean Ellis", of: ({ seanEllis }) => seanEllis.veryDisappointed },
  subsidyShare: { ...share, label: "Subsidy share", of: ({ subsidy }) => subsidy.below },
  powerUsers: { ...share, label: "Power users", of: ({ powerUsers }) => powerUsers.share },
  rebased: { ...ratioUpTo(1), label: "W12/W3 retention", of: ({ rebased }) => rebased.atLeast },
  probeNoise: { ...share, label: "Clicks on a probe", of: ({ probe }) => probe.noise },
  supplyShare: { ...share, label: "Supply's share of opportunity", of: ({ supply }) => supply.shareOfOpportunity },
  busyMinutes: { ...share, label: "Busy model-minutes", of: ({ supply }) => supply.busyMinutes },
  grantedShare: { ...share, label: "Granted share, for farmed", of: ({ farmed }) => farmed.grantedShare },
};
const names = Object.keys(fields) as Name[];

/** `decided`: by which an answer was given; an empty field then shows what it stands for. */
export const thresholdFields = (
  stated: StatedThresholds,
  decided: Thresholds | undefined,
): readonly StatedField<Name>[] =>
  names.map((key) => {
    const { say: _, of, ...field } = fields[key];
    return { key, ...field, usual: decided && stated[key] === undefined ? of(decided) : undefined };
  });

/** Of an address, whatever stands there; what no threshold can be counts as not said. */
export function readThresholds(raw: unknown): StatedThresholds {
  if (typeof raw !== "object" || raw === null) return {};
  const known = names.flatMap((name) => {
    const number = Object.hasOwn(raw, name) ? readStated((raw as Record<string, unknown>)[name], fields[name]) : null;
    return number === null ? [] : [[name, number] as const];
  });
  return Object.fromEntries(known);
}

/** Null where all are usual. */
export function sayThresholds(stated: Asked): string | null {
  const said = names.flatMap((name) => {
    const number = stated[name];
    const { label, say } = fields[name];
    return number === undefined ? [] : `${label} ${say(number)}`;
  });
  if (said.length === 0) return null;
  const others = said.length < names.length ? "; the others are usual" : "";
  return `Held against stated thresholds: ${said.join(", ")}${others}.`;
}
