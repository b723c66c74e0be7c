import type { ExperimentDefinition, Guards } from "@flywheel/experiments";
import { answerReadout } from "@flywheel/readout";
import type { QuestionEngine } from "@flywheel/store";

/** What the readout says of an experiment's guardrails, by real visitors of the phase that runs. */
export async function guardsOf(
  questions: QuestionEngine,
  definition: ExperimentDefinition,
  asOfMs: number,
): Promise<Guards> {
  const { phase } = definition;
  const { health, metrics } = await answerReadout(questions, definition, { phase, simulated: false, asOfMs });
  const broken = metrics.filter(({ guardrail }) => guardrail === "broken").map(({ metric }) => metric.key);
  return { withheld: health.broken.length > 0, broken };
}
