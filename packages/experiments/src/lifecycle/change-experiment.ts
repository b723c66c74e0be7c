import { tooLowStep } from "../definition/course.ts";
import {
  currentBuild,
  type Decision,
  type ExperimentDefinition,
  type ExperimentDraft,
  type Phase,
} from "../definition/definition.ts";
import { isLive } from "../port.ts";
import { actions, isPossible } from "./action.ts";
import { type Change, changesOf, goalMoving, reassigning } from "./changes.ts";
import type { Refusal } from "./refusal.ts";

/** What somebody wants done with an experiment. */
export type Command =
  | { readonly action: "create"; readonly draft: ExperimentDraft }
  | { readonly action: "edit"; readonly draft: ExperimentDraft }
  | { readonly action: "submit" | "withdraw" | "pause" | "resume" | "archive" | "delete" | "approve" }
  | { readonly action: "start" }
  | { readonly action: "rephase"; readonly draft: ExperimentDraft; readonly because: string }
  | { readonly action: "widen"; readonly coverage: number }
  | { readonly action: "stop"; readonly because: string }
  | {
      readonly action: "decide";
      readonly decision: Pick<Decision, "outcome" | "variant" | "reason" | "rule">;
      /** Full days since the hour of the first exposure, as the readout counts them: events are not known here. */
      readonly fullDays: number;
    };

/** What has to be known of the world to judge a command. */
export type Circumstances = {
  readonly atMs: number;
  /** Who asks, by id; `schedule` and `guardrail` are the machine's own hands. */
  readonly by: string;
  /** The other experiments. */
  readonly others: readonly ExperimentDefinition[];
  /** Visitors within the last days whom a starting experiment would aim at, and what its amounts are to be cut to. */
  readonly traffic: { readonly days: number; readonly visitors: number; readonly caps: Phase["caps"] } | null;
  /** Builds of the app that the server could serve. */
  readonly builds: readonly string[];
};

export type Changed = { readonly definition: ExperimentDefinition; readonly changes: readonly Change[] };

/** No decision before a whole week of visitors: weekdays differ (decision 0054). */
export const neededDays = 7;

/**
 * The whole life of an experiment, decided without a clock or a store. `before` is null where there is none yet.
 * Whoever calls it writes the result down with the command in one transaction, or neither.
 */
export function changeExperiment(
  before: ExperimentDefinition | null,
  command: Command,
  circumstances: Circumstances,
): Changed | Refusal {
  if (command.action === "create") return create(before, command.draft, circumstances);
  if (before === null) return { code: "unknown", key: "" };
  if (!isPossible(command.action, before.state)) {
    return { code: "not-now", action: command.action, state: before.state };
  }
  const { to } = actions[command.action];
  const state = to ?? before.state;
  const next = { ...before, state, revision: before.revision + 1 };

  switch (command.action) {
    case "edit":
      return edit(before, next, command.draft, circumstances);
    case "start":
      return start(next, circumstances);
    case "rephase":
      return rephase(before, next, command, circumstances);
    case "widen":
      return command.coverage < before.coverage
        ? { code: "would-reassign", fields: ["coverage"] }
        : changed(before, { ...next, coverage: command.coverage });
    case "stop":
      return changed(before, endPhase(next, circumstances.atMs, command.because));
    case "decide":
      return decide(before, next, command, circumstances);
    case "delete":
      return before.phases.length > 0 ? { code: "started-once", key: before.key } : changed(before, next);
    case "approve":
      return changed(before, { ...next, reviewer: circumstances.by });
    case "withdraw":
      return changed(before, { ...next, reviewer: null });
    case "resume":
      return withFreeFeature(next, circumstances) ?? changed(before, next);
    default:
      return changed(before, next);
  }
}

function create(before: ExperimentDefinition | null, draft: ExperimentDraft, { by, atMs }: Circumstances) {
  if (before) return { code: "exists", key: draft.key } as const;
  const unfit = pastIn(draft, atMs) ?? stepIn(draft);
  if (unfit) return unfit;
  const definition: ExperimentDefinition = {
    ...draft,
    state: "draft",
    author: by,
    reviewer: null,
    phase: 1,
    phases: [],
    decision: null,
    revision: 1,
  };
  return { definition, changes: [] };
}

/** Before the start everything may change, and whatever was found good must be looked at again. */
function edit(
  before: ExperimentDefinition,
  next: ExperimentDefinition,
  draft: ExperimentDraft,
  { by, atMs }: Circumstances,
): Changed | Refusal {
  const late = pastIn(draft, atMs, before);
  if (late) return late;
  if (before.state === "running" || before.state === "paused") {
    const moved = reassigning(before, draft);
    if (moved.length > 0) return { code: "would-reassign", fields: moved };
    const goals = goalMoving(before, draft);
    if (goals.length > 0) return { code: "moves-the-goal", fields: goals };
    return changed(before, { ...next, ...draft, key: before.key });
  }
  const low = stepIn(draft);
  if (low) return low;
  return changed(before, { ...next, ...draft, key: before.key, state: "draft", author: by, reviewer: null });
}

function start(next: ExperimentDefinition, circumstances: Circumstances): Changed | Refusal {
  const refusal = unfitToStart(next, circumstances);
  if (refusal) return refusal;
  return { definition: openPhase(next, circumstances, "the first start"), changes: [] };
}

function rephase(
  before: ExperimentDefinition,
  next: ExperimentDefinition,
  { draft, because }: Extract<Command, { action: "rephase" }>,
  circumstances: Circumstances,
): Changed | Refusal {
  const drafted = { ...next, ...draft, key: before.key, app: before.app, feature: before.feature, kind: before.kind };
  const refusal = unfitToStart(drafted, circumstances);
  if (refusal) return refusal;
  const ended = before.state === "stopped" ? drafted : endPhase(drafted, circumstances.atMs, because);
  return changed(
    before,
    openPhase({ ...ended, phase: before.phase + 1, author: circumstances.by }, circumstances, because),
  );
}

function decide(
  before: ExperimentDefinition,
  next: ExperimentDefinition,
  { decision, fullDays }: Extract<Command, { action: "decide" }>,
  { atMs, by }: Circumstances,
): Changed | Refusal {
  const variants = before.variants.map(({ key }) => key);
  if (!variants.includes(decision.variant)) {
    return { code: "unknown-variant", variant: decision.variant, variants };
  }
  if (decision.outcome === "ship" && fullDays < neededDays) return { code: "too-early", fullDays, neededDays };
  return changed(before, { ...next, decision: { ...decision, by, atMs } });
}

function unfitToStart(definition: ExperimentDefinition, circumstances: Circumstances): Refusal | null {
  const { kind, plan, variants } = definition;
  const { traffic, builds } = circumstances;
  if (plan === null) return { code: "no-plan" };
  const low = stepIn(definition);
  if (low) return low;
  const missing = kind === "build" ? variants.find(({ value }) => !isBuild(value, builds)) : undefined;
  if (missing) return { code: "unknown-build", build: String(missing.value) };
  const taken = withFreeFeature(definition, circumstances);
  if (taken) return taken;
  return traffic === null || traffic.visitors === 0 ? { code: "no-traffic", days: traffic?.days ?? 7 } : null;
}

const isBuild = (value: unknown, builds: readonly string[]): boolean =>
  value === currentBuild || builds.includes(String(value));

function withFreeFeature({ key, feature, namespace }: ExperimentDefinition, { others }: Circumstances): Refusal | null {
  const live = others.filter((other) => other.key !== key && isLive(other));
  const sameFeature = live.find((other) => other.feature === feature);
  if (sameFeature) return { code: "feature-taken", feature, by: sameFeature.key };
  const overlapping = live.find(
    (other) =>
      namespace !== null &&
      other.namespace?.key === namespace.key &&
      other.namespace.from < namespace.to &&
      namespace.from < other.namespace.to,
  );
  return overlapping && namespace ? { code: "namespace-taken", namespace: namespace.key, by: overlapping.key } : null;
}

function openPhase(
  definition: ExperimentDefinition,
  { atMs, traffic }: Circumstances,
  because: string,
): ExperimentDefinition {
  const weights = definition.variants.map(({ weight }) => weight);
  const phase: Phase = { startedAtMs: atMs, endedAtMs: null, weights, because, caps: traffic?.caps ?? {} };
  return { ...definition, decision: null, phases: [...definition.phases, phase] };
}

function endPhase(definition: ExperimentDefinition, atMs: number, because: string): ExperimentDefinition {
  const phases = definition.phases.map((phase) =>
    phase.endedAtMs === null ? { ...phase, endedAtMs: atMs, because: because || phase.because } : phase,
  );
  return { ...definition, phases };
}

function pastIn({ schedule }: ExperimentDraft, atMs: number, before?: ExperimentDraft): Refusal | null {
  for (const field of ["startAtMs", "endAtMs"] as const) {
    const at = schedule[field];
    if (at !== null && at < atMs && at !== before?.schedule[field]) return { code: "in-the-past", field };
  }
  return null;
}

/** Of what is to start as it is written; what runs has widened already, and may have steps behind it. */
function stepIn({ coverage, rollout }: ExperimentDraft): Refusal | null {
  const low = tooLowStep({ coverage, rollout });
  return low === null ? null : { code: "step-too-low", step: low + 1, coverage };
}

const changed = (before: ExperimentDefinition, definition: ExperimentDefinition): Changed => ({
  definition,
  changes: changesOf(before, definition),
});
