import type { ExperimentDefinition } from "../definition/definition.ts";
import type { Experiments } from "../experiments.ts";
import type { Command } from "../lifecycle/change-experiment.ts";
import { dueByGuards, dueByTime, dueStep, type Guards } from "./due.ts";

export type AutopilotParts = {
  readonly experiments: Experiments;
  /** Asked of running experiments only. */
  readonly guardsOf: (definition: ExperimentDefinition) => Promise<Guards>;
  readonly now: () => number;
  readonly log: (line: string) => void;
};

/**
 * What happens to experiments without anybody there. Each turn does what is still to do and no more, through the same
 * door as people, so it may be repeated, or done by two at once. One experiment that fails holds up no other.
 */
export type Autopilot = {
  /** Starts and ends what is due. @throws AggregateError after all had their turn */
  keepTime(): Promise<void>;
  /** Stops what a guardrail asks to stop, and widens what may go on. @throws AggregateError after all had their turn */
  keepGuards(): Promise<void>;
};

export function createAutopilot({ experiments, guardsOf, now, log }: AutopilotParts): Autopilot {
  const refusals = new Map<string, string>();

  async function each(turn: (definition: ExperimentDefinition) => Promise<void>): Promise<void> {
    const failures: unknown[] = [];
    for (const definition of await experiments.list()) {
      await turn(definition).catch((cause: unknown) => failures.push(cause));
    }
    if (failures.length > 0) throw new AggregateError(failures, "some experiments could not be looked after");
  }

  async function act({ key, revision }: ExperimentDefinition, command: Command | null, by: string): Promise<void> {
    if (command === null) return;
    const done = await experiments.change({ key, revision, command, by });
    if (done.outcome === "changed") refusals.delete(key);
    // Somebody was faster: the next turn sees what they did.
    else if (done.refusal.code !== "outdated") sayOnce(key, `${command.action}: ${done.refusal.code}`);
  }

  function sayOnce(key: string, refusal: string): void {
    if (refusals.get(key) !== refusal) log(`experiment "${key}" could not follow its schedule (${refusal})`);
    refusals.set(key, refusal);
  }

  async function movedMs(key: string): Promise<number> {
    const moves = (await experiments.history(key)).filter(({ action }) => isMove.has(action));
    return Math.max(0, ...moves.map(({ atMs }) => atMs));
  }

  return {
    keepTime: () => each((definition) => act(definition, dueByTime(definition, now()), "schedule")),

    keepGuards: () =>
      each(async (definition) => {
        if (definition.state !== "running") return;
        const hasMoreSteps = definition.rollout.some(({ coverage }) => coverage > definition.coverage);
        const when = { atMs: now(), movedMs: hasMoreSteps ? await movedMs(definition.key) : 0 };
        const step = dueStep(definition, when);
        // An answer over many events: only where something depends on it.
        if (step === null && definition.measurement.guardrails.length === 0) return;
        const command = dueByGuards(definition, await guardsOf(definition), step);
        await act(definition, command, command?.action === "stop" ? "guardrail" : "schedule");
      }),
  };
}

const isMove: ReadonlySet<string> = new Set(["start", "rephase", "resume", "widen"]);
