import type { ExperimentDefinition, ExperimentDraft } from "./definition/definition.ts";
import { readDefinition } from "./definition/read-definition.ts";
import { type Circumstances, type Command, changeExperiment } from "./lifecycle/change-experiment.ts";
import type { Refusal } from "./lifecycle/refusal.ts";
import { type AuditEntry, type ExperimentRegister, isLive } from "./port.ts";

export type ExperimentsParts = {
  readonly register: ExperimentRegister;
  readonly now: () => number;
  /** Visitors of the last days whom a draft would aim at; asked before a start only. */
  readonly trafficOf: (draft: ExperimentDraft) => Promise<Circumstances["traffic"]>;
  /** Builds of an app that can be served. */
  readonly buildsOf: (app: ExperimentDefinition["app"]) => Promise<readonly string[]>;
};

export type ChangeOutcome =
  | { readonly outcome: "changed"; readonly definition: ExperimentDefinition }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

export type Experiments = {
  /** By key. */
  list(): Promise<readonly ExperimentDefinition[]>;
  get(key: string): Promise<ExperimentDefinition | null>;
  /** Newest first. */
  history(key: string): Promise<readonly AuditEntry[]>;
  /** `revision` is the one that whoever asks has read; 0 for a new one. Refused changes change nothing. */
  change(ask: {
    readonly key: string;
    readonly revision: number;
    readonly command: Command;
    readonly by: string;
  }): Promise<ChangeOutcome>;
};

const historyLimit = 500;

/** Definitions over a register: read whole whatever their age, changed only as the lifecycle allows. */
export function createExperiments({ register, now, trafficOf, buildsOf }: ExperimentsParts): Experiments {
  const read = remembering(readDefinition);

  const experiments: Experiments = {
    list: async () => (await register.list()).map(read),
    get: async (key) => {
      const kept = await register.get(key);
      return kept && read(kept);
    },
    history: (key) => register.history(key, historyLimit),

    async change(ask) {
      const { key, revision, command, by } = ask;
      const all = (await register.list()).map(read);
      const before = all.find((definition) => definition.key === key) ?? null;
      if (before === null && command.action !== "create") return refused({ code: "unknown", key });
      if (before !== null && command.action !== "create" && before.revision !== revision) {
        return refused({ code: "outdated", revision: before.revision });
      }
      const others = all.filter((definition) => definition.key !== key);
      const circumstances = { atMs: now(), by, others, ...(await surroundings(before, command)) };
      const result = changeExperiment(before, command, circumstances);
      if ("code" in result) return refused(result);

      const { definition, changes } = result;
      const entry: AuditEntry = {
        key,
        revision: definition.revision,
        atMs: circumstances.atMs,
        by,
        action: command.action,
        changes,
        note: noteOf(command),
      };
      const saved =
        command.action === "delete"
          ? await register.remove(key, revision, entry)
          : await register.save(definition, before?.revision ?? 0, entry);
      if (saved === "saved") return { outcome: "changed", definition };
      if (saved === "outdated") return refused(await overtaken(key, command));
      const holder = await holderOf(definition);
      // Whoever was faster has let go of it since, so it is judged anew.
      if (holder === null) return experiments.change(ask);
      return refused({ code: "feature-taken", feature: definition.feature, by: holder });
    },
  };
  return experiments;

  /** Somebody wrote between reading and writing. */
  async function overtaken(key: string, command: Command): Promise<Refusal> {
    const revision = (await register.get(key))?.revision;
    if (revision === undefined) return { code: "unknown", key };
    return command.action === "create" ? { code: "exists", key } : { code: "outdated", revision };
  }

  async function holderOf({ feature }: ExperimentDefinition): Promise<string | null> {
    return (await register.list()).find((other) => other.feature === feature && isLive(other))?.key ?? null;
  }

  /** What only a start has to know of the world; asking for it takes a question over many events. */
  async function surroundings(before: ExperimentDefinition | null, command: Command) {
    if (before === null || (command.action !== "start" && command.action !== "rephase")) {
      return { traffic: null, builds: [] };
    }
    const draft = command.action === "rephase" ? command.draft : before;
    const [traffic, builds] = await Promise.all([trafficOf(draft), buildsOf(before.app)]);
    return { traffic, builds };
  }
}

const refused = (refusal: Refusal): ChangeOutcome => ({ outcome: "refused", refusal });

function noteOf(command: Command): string | null {
  if (command.action === "rephase" || command.action === "stop") return command.because;
  return command.action === "decide" ? command.decision.reason : null;
}

/** Every page asks for the definitions, and they hardly ever change: one is parsed once per revision. */
function remembering(parse: (kept: ExperimentDefinition) => ExperimentDefinition) {
  const parsed = new Map<string, ExperimentDefinition>();
  return (kept: ExperimentDefinition): ExperimentDefinition => {
    const known = parsed.get(kept.key);
    if (known?.revision === kept.revision) return known;
    const definition = parse(kept);
    parsed.set(kept.key, definition);
    return definition;
  };
}
