import { sayRatio, sayShare } from "../../by-week/amounts.ts";
import type { Stated, StatedField } from "../../stated/stated-form.tsx";
import type { Thresholds, TimingQuestion } from "./answer.ts";

type Asked = NonNullable<TimingQuestion["thresholds"]>;
type Name = keyof Asked;
/** Thresholds that somebody states instead of the usual ones. */
export type StatedThresholds = Stated<Name>;

type Field = Pick<StatedField<Name>, "label" | "unit"> & { readonly of: (thresholds: Thresholds) => number };

/** A record, so that a new threshold fails to compile here. */
const fields: Readonly<Record<Name, Field>> = {
  weeklyRatio: { label: "Weekly retention ratio", unit: "share", of: ({ plateau }) => plateau.weeklyRatio },
  floor: { label: "Level of retention", unit: "share", of: ({ plateau }) => plateau.floor },
  organicShare: { label: "Organic share", unit: "share", of: ({ organicShare }) => organicShare },
  quickRatio: { label: "Quick ratio", unit: "ratio", of: ({ quickRatio }) => quickRatio.above },
  purchasedShare: { label: "Purchased share", unit: "share", of: ({ purchasedShare }) => purchasedShare },
  veryDisappointed: { label: "Sean Ellis", unit: "share", of: ({ seanEllis }) => seanEllis.veryDisappointed },
  subsidyShare: { label: "Subsidy share", unit: "share", of: ({ subsidy }) => subsidy.below },
  powerUsers: { label: "Power users", unit: "share", of: ({ powerUsers }) => powerUsers.share },
  rebased: { label: "Late by early retention", unit: "share", of: ({ rebased }) => rebased.atLeast },
  probeNoise: { label: "Clicks on a probe", unit: "share", of: ({ probe }) => probe.noise },
  supplyShare: { label: "Supply's share of opportunity", unit: "share", of: ({ supply }) => supply.shareOfOpportunity },
  busyMinutes: { label: "Busy model-minutes", unit: "share", of: ({ supply }) => supply.busyMinutes },
  grantedShare: { label: "Granted share, for farmed", unit: "share", of: ({ farmed }) => farmed.grantedShare },
};
const names = Object.keys(fields) as Name[];

/** `decided`: by which an answer was given; an empty field then shows what it stands for. */
export const thresholdFields = (
  stated: StatedThresholds,
  decided: Thresholds | undefined,
): readonly StatedField<Name>[] =>
  names.map((key) => {
    const { label, unit, of } = fields[key];
    return { key, label, unit, fromZero: false, usual: decided && stated[key] === undefined ? of(decided) : undefined };
  });

/** Of an address, whatever stands there; what no threshold can be counts as not said. */
export function readThresholds(raw: unknown): StatedThresholds {
  if (typeof raw !== "object" || raw === null) return {};
  const known = names.flatMap((name) => {
    const number: unknown = Object.hasOwn(raw, name) ? (raw as Record<string, unknown>)[name] : undefined;
    const most = fields[name].unit === "share" ? 1 : 100;
    return typeof number === "number" && number > 0 && number <= most ? [[name, number] as const] : [];
  });
  return Object.fromEntries(known);
}

/** Null where all are usual. */
export function sayThresholds(stated: Asked): string | null {
  const said = names.flatMap((name) => {
    const number = stated[name];
    const { label, unit } = fields[name];
    return number === undefined ? [] : `${label} ${unit === "share" ? sayShare(number) : sayRatio(number)}`;
  });
  if (said.length === 0) return null;
  const others = said.length < names.length ? "; the others are usual" : "";
  return `Held against stated thresholds: ${said.join(", ")}${others}.`;
}
