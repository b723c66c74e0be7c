import type { Network } from "@flywheel/network";
import type { Store } from "@flywheel/store";
import type { Beat, Pulse } from "./pulse.ts";

/** Where an operator looks first. It names no host, no path and nothing that a visitor wrote: anybody may read it. */
export type HealthReport = {
  /** What a visitor needs answers. The other parts may be behind, and telemetry is taken in without a database. */
  readonly ok: boolean;
  readonly store: Beat & { readonly engine: Store["engine"] };
  readonly journal: {
    readonly ok: boolean;
    readonly backlogEvents: number;
    /** How long the oldest event that is not in the database has waited. */
    readonly oldestMs: number;
    readonly segments: number;
    /** On disk: what waits, and what has not been let go of yet. */
    readonly keptBytes: number;
    readonly setAside: number;
    readonly failure?: string;
  };
  readonly projection: {
    readonly ok: boolean;
    readonly phase: string;
    readonly events: number;
    readonly rows: number;
    readonly ofAbout: number | null;
    readonly lagMs: number | null;
    readonly failure?: string;
  };
  readonly network: { readonly ok: boolean; readonly nodes: number; readonly active: number; readonly models: number };
};

export type HealthParts = {
  readonly store: Pick<Store, "engine" | "journal" | "projection">;
  readonly network: Pick<Network, "status">;
  readonly pulse: Pick<Pulse, "last">;
};

/** Longer than any burst takes to drain: something is wrong. */
const behindMs = 60_000;

/** Is every part that a visitor needs answering, and how are the others? Told at once, from what is known. */
export function reportHealth({ store, network, pulse }: HealthParts): HealthReport {
  const beat = pulse.last();
  const supply = network.status();
  return {
    ok: beat.ok && supply.active > 0,
    store: { engine: store.engine, ...beat },
    journal: journalPart(store.journal()),
    projection: projectionPart(store.projection()),
    network: { ok: supply.active > 0, ...supply },
  };
}

function journalPart(status: ReturnType<Store["journal"]>): HealthReport["journal"] {
  const { backlogEvents, oldestMs, segments, bytes: keptBytes, setAside, failure } = status;
  const isMoving = failure === null;
  return {
    ok: isMoving && oldestMs < behindMs,
    backlogEvents,
    oldestMs,
    segments,
    keptBytes,
    setAside,
    ...(isMoving ? {} : { failure: "the database takes nothing in: events wait here" }),
  };
}

function projectionPart(status: ReturnType<Store["projection"]>): HealthReport["projection"] {
  const { phase, events, rows, ofAbout, lagMs, trouble } = status;
  const isFollowing = trouble === null;
  return {
    ok: isFollowing && phase === "ready" && lagMs !== null && lagMs < behindMs,
    phase,
    events,
    rows,
    ofAbout,
    lagMs,
    ...(isFollowing ? {} : { failure: "it does not follow the store" }),
  };
}
