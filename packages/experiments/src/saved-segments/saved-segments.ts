import { haveSameConditions, type Segment, segments } from "@flywheel/vocabulary";
import { foldName, type SavedSegment, type SegmentEntry, type SegmentRegister } from "./port.ts";
import type { SegmentRefusal } from "./segment-refusal.ts";

export type SegmentChange =
  | { readonly outcome: "saved"; readonly saved: SavedSegment }
  | { readonly outcome: "refused"; readonly refusal: SegmentRefusal };

/** What somebody wants of a saved segment. `revision` is the one that they have read. */
export type SegmentCommand =
  | { readonly action: "save"; readonly segment: Segment }
  /** Its name, its conditions or both; the key says which and stays. */
  | { readonly action: "change"; readonly revision: number; readonly segment: Segment }
  | { readonly action: "remove"; readonly revision: number; readonly key: string };

export type SavedSegments = {
  /** By name. */
  list(): Promise<readonly SavedSegment[]>;
  /** Newest first; of removed ones too. */
  history(key: string): Promise<readonly SegmentEntry[]>;
  /** Refused changes change nothing. */
  change(command: SegmentCommand, by: string): Promise<SegmentChange>;
};

const historyLimit = 500;

/** Segments that people save, beside those that are always there: no two with one name or one key. */
export function createSavedSegments(parts: { register: SegmentRegister; now: () => number }): SavedSegments {
  const { register, now } = parts;

  return {
    async list() {
      const all = await register.list();
      return all.toSorted((a, b) => (foldName(a.segment.name) < foldName(b.segment.name) ? -1 : 1));
    },
    history: (key) => register.history(key, historyLimit),

    async change(command, by) {
      const all = await register.list();
      const key = command.action === "remove" ? command.key : command.segment.key;
      const before = all.find(({ segment }) => segment.key === key) ?? null;
      const refusal = refusalOf(command, before, all);
      if (refusal) return { outcome: "refused", refusal };

      const last = before?.revision ?? (await register.history(key, 1))[0]?.revision ?? 0;
      const saved = after(command, before, { last, by, savedAtMs: now() });
      const entry: SegmentEntry = {
        key,
        revision: saved.revision,
        atMs: saved.savedAtMs,
        by,
        action: actionOf(command, before),
        segment: saved.segment,
      };
      const expected = before?.revision ?? 0;
      const written =
        command.action === "remove"
          ? await register.remove(key, expected, entry)
          : await register.save(saved, expected, entry);
      if (written === "saved") return { outcome: "saved", saved };
      return { outcome: "refused", refusal: overtaken(written, saved.segment.name, before) };
    },
  };
}

function refusalOf(
  command: SegmentCommand,
  before: SavedSegment | null,
  all: readonly SavedSegment[],
): SegmentRefusal | null {
  if (command.action !== "save" && before === null) return { code: "unknown", key: keyOf(command) };
  if (command.action !== "save" && before?.revision !== command.revision) {
    return { code: "outdated", name: before?.segment.name ?? "" };
  }
  if (command.action === "remove") return null;
  const { key, name } = command.segment;
  const own = command.action === "change" ? before?.segment : null;
  const others = [...segments, ...all.map(({ segment }) => segment)].filter((it) => it !== own);
  const namesake = others.find((it) => foldName(it.name) === foldName(name));
  if (namesake) return { code: "name-taken", name: namesake.name };
  const holder = others.find((it) => it.key === key);
  return holder ? { code: "key-taken", name: holder.name } : null;
}

const keyOf = (command: SegmentCommand) => (command.action === "remove" ? command.key : command.segment.key);

function after(
  command: SegmentCommand,
  before: SavedSegment | null,
  { last, ...who }: Pick<SavedSegment, "by" | "savedAtMs"> & { readonly last: number },
): SavedSegment {
  if (command.action !== "remove") return { segment: command.segment, revision: last + 1, ...who };
  if (before === null) throw new Error(`${command.key} was to be removed and is not there`);
  return { ...before, ...who };
}

function actionOf({ action, ...command }: SegmentCommand, before: SavedSegment | null): SegmentEntry["action"] {
  if (action !== "change" || before === null || !("segment" in command)) return action;
  return haveSameConditions(command.segment, before.segment) ? "rename" : "change";
}

/** Somebody wrote between reading and writing. */
function overtaken(written: "outdated" | "name-taken", name: string, before: SavedSegment | null): SegmentRefusal {
  if (written === "name-taken" || before === null) return { code: "name-taken", name };
  return { code: "outdated", name: before.segment.name };
}
