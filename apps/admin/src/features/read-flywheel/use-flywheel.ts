import { useTRPC } from "@flywheel/host";
import { useQuery } from "@tanstack/react-query";
import type { Asked } from "../../asked/asked-panel.tsx";
import { asking, askingAnew } from "../../asked/asking.ts";
import type { FlywheelAnswer, FlywheelQuestion } from "./answer.ts";
import { whyNotLeftOut } from "./leave-out.ts";

/** How far it is known whether one day makes a name; `all`: nobody wants to know. */
export type DaysStanding = "all" | "not-offered" | "asked" | "failed" | "answered";

export type AskedFlywheel = {
  readonly asked: Asked<FlywheelAnswer>;
  readonly days: DaysStanding;
  /** Why days are not left out; null where they are, and while nothing is answered. */
  readonly notLeftOut: string | null;
};

/** The question of all days, and, once that has a name, the same without each day in turn, which takes longer. */
export function useFlywheel(question: FlywheelQuestion, leaveOutDays: boolean): AskedFlywheel {
  const { flywheel } = useTRPC().demand;
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(flywheel.queryOptions(question, asking));
  const own = data === undefined || isPlaceholderData ? null : data;
  const notLeftOut = own && whyNotLeftOut(own);
  const enabled = leaveOutDays && own !== null && notLeftOut === null;
  const byDay = useQuery(flywheel.queryOptions({ ...question, leaveOutDays: true }, { ...askingAnew, enabled }));
  const without = enabled ? byDay.data : undefined;
  const sure = { asked: { data: without ?? data, error, isFetching, isPlaceholderData, refetch }, notLeftOut };
  if (!leaveOutDays) return { ...sure, days: "all" };
  if (notLeftOut !== null) return { ...sure, days: "not-offered" };
  if (without !== undefined) return { ...sure, days: "answered" };
  return { ...sure, days: byDay.error ? "failed" : "asked" };
}
