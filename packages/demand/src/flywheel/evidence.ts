import { type EventFilter, type EventName, journey } from "@flywheel/vocabulary";

export type Evidence = {
  readonly of: readonly EventFilter[];
  /** Only if the visitor had waited as long as was stated. */
  readonly waited?: true;
};

const refusal = (reason: string): EventFilter => ({ name: "inference.refused", where: { reason } });

/** What the events of a week prove. Names are columns, so they are in lower case. */
export const evidence = {
  opened: { of: [journey.visited] },
  asked: { of: [journey.asked] },
  hosted: { of: [{ name: "inference.requested", where: { hosted: true } }] },
  completed: { of: [journey.served] },
  awaited: { of: [{ name: "answer.awaited" }] },
  kept: { of: [journey.kept] },
  settled: { of: [journey.paid] },
  metproof: { of: [{ name: "proof.shown" }, { name: "proof.opened" }, { name: "proof.verified" }] },
  verified: { of: [{ name: "proof.opened" }, { name: "proof.verified" }] },
  trusted: {
    of: [
      { name: "trust.rated", where: { rating: "trusted" } },
      { name: "proof.required", where: { required: true } },
    ],
  },
  broke: { of: [{ name: "app.failed" }] },
  missed: { of: [refusal("unknown-model")] },
  /** Said beside the refusal and without its request: it tells why, and is no second thing that was wanted. */
  unlisted: { of: [{ name: "model.missed" }] },
  refused: { of: [refusal("no-capacity"), refusal("no-active-node")] },
  /** No matter of supply: the credits did not suffice, or it is not allowed. */
  denied: { of: [refusal("over-budget"), refusal("blocked")] },
  failed: { of: [{ name: "inference.failed" }] },
  gaveup: { of: [{ name: "answer.awaited" }], waited: true },
  declined: { of: [{ name: "quote.declined" }] },
  complained: { of: [{ name: "output.complained" }] },
  unsettled: { of: [{ name: "payment.failed" }] },
  abandoned: { of: [{ name: "checkout.abandoned" }] },
} as const satisfies Record<string, Evidence>;
export type EvidenceName = keyof typeof evidence;

/** Other events say nothing about a visitor's week, and are not read. */
export const evidenceNames: readonly EventName[] = [
  ...new Set(Object.values(evidence).flatMap(({ of }) => of.map(({ name }) => name))),
];
