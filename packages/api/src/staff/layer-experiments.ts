import type { FlywheelQuestion, LayerExperiment } from "@flywheel/demand";
import type { ExperimentDefinition, Experiments } from "@flywheel/experiments";
import { answerReadout, type Readout } from "@flywheel/readout";
import type { QuestionEngine } from "@flywheel/store";

type Asked = Pick<FlywheelQuestion, "app" | "traffic" | "fromMs" | "toMs" | "segment">;

/**
 * What experiments that ran in the range did, each to the layer that it was meant to move: its latest phase, of the traffic
 * of the question. A demand question is handed this; it asks no experiment. A readout is of everybody who was exposed, so a
 * question with a segment is handed none: what everybody did is no evidence of a part of them.
 */
export async function readLayerExperiments(
  experiments: Pick<Experiments, "list">,
  engine: QuestionEngine,
  question: Asked,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<readonly LayerExperiment[]> {
  if (question.segment !== null) return [];
  const ran = (await experiments.list()).filter((definition) => ranIn(definition, question, asOfMs));
  const effects = ran.map(async (definition) => {
    const asked = { phase: definition.phase, simulated: question.traffic === "simulated", asOfMs };
    return effectsOf(definition, await answerReadout(engine, definition, asked, signal));
  });
  return (await Promise.all(effects)).flat();
}

/** A holdout is about the sum of decisions, not about a layer. */
function ranIn({ kind, app, phase, phases }: ExperimentDefinition, asked: Asked, asOfMs: number): boolean {
  const latest = phases[phase - 1];
  if (kind === "holdout" || latest === undefined || (asked.app !== null && app !== asked.app)) return false;
  const endedAtMs = latest.endedAtMs ?? asOfMs;
  return latest.startedAtMs < Math.min(asked.toMs, asOfMs) && endedAtMs >= asked.fromMs;
}

/** Before seven full days nothing is decided, and where a guardrail broke nothing is said of the primary metric (0054). */
const saysNothing: ReadonlySet<Readout["verdict"]["rule"]> = new Set([
  ...(["health-broken", "nobody-exposed", "fewer-than-seven-days", "guardrail-broken"] as const),
]);

/** Of each variant, where the experiment's own readout says something of its primary metric; a quantile decides nothing. */
function effectsOf({ key, layer }: ExperimentDefinition, { verdict, metrics }: Readout): readonly LayerExperiment[] {
  const primary = metrics.find(({ role }) => role === "primary");
  if (primary === undefined || primary.metric.kind === "quantile" || saysNothing.has(verdict.rule)) return [];
  const { name: metric, better } = primary.metric;
  return primary.comparisons.flatMap(({ variant, relative }) => {
    if (relative === null) return [];
    const { low, high } = relative.interval;
    return [{ layer, experiment: key, variant, metric, better, effect: { low, high } }];
  });
}
