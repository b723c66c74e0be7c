import type { Accounts, Charged } from "@flywheel/accounts";
import type { ChatAsk, Failure, ImageAsk, Network, Refusal, Served, SettlementType, Verified } from "@flywheel/network";
import type { EventLog } from "@flywheel/telemetry/port";
import {
  creditsFor,
  type Funding,
  fundings,
  type HoldId,
  type Medium,
  type MicroUsd,
  microUsdPerCredit,
  type NodeId,
  type TakenEvent,
} from "@flywheel/vocabulary";
import { TRPCError } from "@trpc/server";
import type { FactWriter } from "./facts.ts";
import type { UnderWay } from "./under-way.ts";

type TabParts = {
  readonly accounts: Accounts;
  readonly events: EventLog;
  readonly network: Network;
  readonly facts: FactWriter;
  readonly underWay: UnderWay;
  readonly now: () => number;
};
type Ask = ChatAsk | ImageAsk;

/** What a request costs a visitor, from the hold to the charge or the release: it ends exactly once. */
export type Tab = {
  readonly credits: number;
  /** The network took the app's promise to pay. */
  verified(verified: Verified): Promise<void>;
  routed(node: NodeId, queuedMs: number): Promise<void>;
  /** Charges what was served, never more than was held, and states the facts in the same transaction. */
  served(served: Served, how: { readonly stopped: boolean }): Promise<{ readonly credits: number }>;
  refused(refusal: Refusal): Promise<void>;
  failed(failure: Failure, node: NodeId | null): Promise<void>;
  /** Gives the credits back if nothing else ended the tab. Safe to call always. */
  close(): Promise<void>;
};

export type OpenedTab =
  | { readonly outcome: "opened"; readonly tab: Tab }
  | { readonly outcome: "refused"; readonly refusal: Refusal }
  /** The request id was used before: nobody is served twice under one id. */
  | { readonly outcome: "repeated" };

export const sentBefore = () =>
  new TRPCError({ code: "CONFLICT", message: "this request was sent before: ask again under a new request id" });

/** Asks the network for a price, and holds that much of the visitor's credits. */
export async function openTab(parts: TabParts, ask: Ask): Promise<OpenedTab> {
  const { accounts, events, network, facts } = parts;
  const about = { requestId: ask.requestId, medium: mediumOf(ask), model: ask.model };

  const quoted = network.quote(ask);
  const known = quoted.outcome === "quoted" || quoted.refusal.code !== "unknown-model";
  await events.append(facts("inference.requested", { ...about, hosted: known }));
  if (quoted.outcome === "refused") {
    await events.append(factsOfRefusal(facts, about, quoted.refusal));
    return quoted;
  }

  const credits = creditsFor(quoted.quote.capMicroUsd);
  await events.append(facts("inference.quoted", { ...about, credits, capMicroUsd: quoted.quote.capMicroUsd }));
  const held = await accounts.hold({
    visitorId: facts.visitor.id,
    range: facts.visitor.range,
    requestId: ask.requestId,
    credits,
    facts: {
      claimed: (allowance) => facts("credits.granted", { credits: allowance, funding: "free", source: "allowance" }),
      held: () => facts("credits.held", { requestId: ask.requestId, credits }),
    },
  });
  if (held.outcome === "repeated") return held;
  if (held.outcome === "refused") {
    const refusal = {
      code: "over-budget",
      neededMicroUsd: held.neededCredits * microUsdPerCredit,
      allowedMicroUsd: held.availableCredits * microUsdPerCredit,
    } as const;
    await events.append([
      ...facts("credits.exhausted", { neededCredits: credits, availableCredits: held.availableCredits }),
      ...factsOfRefusal(facts, about, refusal),
    ]);
    return { outcome: "refused", refusal };
  }
  const terms = { credits, settlement: ask.settlement ?? "batch" } as const;
  return { outcome: "opened", tab: tabOn(parts, about, held.holdId, terms) };
}

function tabOn(
  { accounts, events, facts, underWay, now }: TabParts,
  about: About,
  holdId: HoldId,
  { credits, settlement }: Terms,
): Tab {
  const openedMs = now();
  let ended = false;
  const hold = {};
  underWay.begin(hold);
  const visitorId = facts.visitor.id;
  const release = async (more: readonly TakenEvent[]) => {
    if (ended) return;
    ended = true;
    const { requestId } = about;
    await accounts
      .release({
        visitorId,
        holdId,
        facts: (credits) => [...facts("credits.released", { requestId, credits }), ...more],
      })
      .finally(() => underWay.end(hold));
  };

  return {
    credits,
    async verified({ capMicroUsd }) {
      await events.append(facts("payment.verified", { requestId: about.requestId, capMicroUsd }));
    },
    async routed(node, queuedMs) {
      await events.append(facts("inference.routed", { ...about, node, queuedMs }));
    },
    async served(served, { stopped }) {
      const charge = Math.min(credits, creditsFor(served.costMicroUsd));
      ended = true;
      const charged = await accounts
        .charge({
          visitorId,
          holdId,
          credits: charge,
          facts: (paid) => factsOfService(facts, { ...about, settlement }, served, paid, stopped),
        })
        .finally(() => underWay.end(hold));
      return { credits: charged.outcome === "charged" ? charge : 0 };
    },
    refused: (refusal) => release(factsOfRefusal(facts, about, refusal)),
    failed: ({ source, retryable }, node) =>
      release(
        facts("inference.failed", {
          ...about,
          ...(node === null ? {} : { node }),
          source,
          retryable,
          afterMs: now() - openedMs,
        }),
      ),
    close: () => release([]),
  };
}

type Terms = { readonly credits: number; readonly settlement: SettlementType };
type About = { readonly requestId: Ask["requestId"]; readonly medium: Medium; readonly model: Ask["model"] };
const mediumOf = (ask: Ask): Medium => ("prompt" in ask ? "image" : "text");

function factsOfRefusal(facts: FactWriter, about: About, refusal: Refusal): TakenEvent[] {
  const retry = "retryAfterMs" in refusal ? { retryAfterMs: refusal.retryAfterMs } : {};
  const refused = facts("inference.refused", { ...about, reason: refusal.code, ...retry });
  if (refusal.code !== "unknown-model") return refused;
  return [...refused, ...facts("model.missed", { medium: about.medium, model: about.model, known: refusal.known })];
}

function factsOfService(
  facts: FactWriter,
  { settlement, ...about }: About & Pick<Terms, "settlement">,
  served: Served,
  charged: Charged,
  stopped: boolean,
): TakenEvent[] {
  const { requestId } = about;
  const funding = mainFunding(charged.parts);
  const node = served.node === null ? {} : { node: served.node };
  const session = served.session === null ? {} : { paymentSessionId: served.session };
  const of = { ...about, ...node, funding, credits: charged.credits };
  const amounts = split(served.costMicroUsd - served.unbilledMicroUsd, charged.parts);
  const made =
    about.medium === "text"
      ? { inputTokens: served.inputTokens, outputTokens: served.outputTokens }
      : { images: served.images };
  return [
    ...(stopped
      ? facts("inference.stopped", { ...of, servedMs: served.servedMs, outputTokens: served.outputTokens })
      : facts("inference.completed", {
          ...of,
          ...made,
          costMicroUsd: served.costMicroUsd,
          queuedMs: served.queuedMs,
          firstOutputMs: served.firstOutputMs,
          servedMs: served.servedMs,
          origin: served.receipt.origin,
        })),
    ...amounts.flatMap(({ funding: part, credits, amountMicroUsd }) => [
      ...facts("credits.spent", { requestId, funding: part, credits }),
      ...facts("payment.settled", { requestId, funding: part, credits, amountMicroUsd, ...session }),
    ]),
    ...(served.unbilledMicroUsd > 0
      ? facts("payment.failed", { requestId, amountMicroUsd: served.unbilledMicroUsd, reason: "exhausted" })
      : []),
    ...(charged.releasedCredits > 0 ? facts("credits.released", { requestId, credits: charged.releasedCredits }) : []),
    ...facts("receipt.issued", {
      ...about,
      ...node,
      funding,
      origin: served.receipt.origin,
      settlement,
    }),
  ];
}

/** The funding that carried most of a request; of equal ones the one that says more about willingness to pay. */
export function mainFunding(parts: Charged["parts"]): Funding {
  return fundings.reduce(
    (main, funding) => ((parts[funding] ?? 0) >= (parts[main] ?? 0) ? funding : main),
    fundings[0],
  );
}

/**
 * What the network is owed, divided over the fundings that paid, in proportion to their credits and whole: the last one
 * takes what rounding leaves, so that the parts add up to the cost.
 */
export function split(costMicroUsd: MicroUsd, parts: Charged["parts"]) {
  const paying = fundings.flatMap((funding) => {
    const credits = parts[funding] ?? 0;
    return credits > 0 ? [{ funding, credits }] : [];
  });
  const total = paying.reduce((sum, { credits }) => sum + credits, 0);
  let left = costMicroUsd;
  return paying.map(({ funding, credits }, index) => {
    const amountMicroUsd = index === paying.length - 1 ? left : Math.floor((costMicroUsd * credits) / total);
    left -= amountMicroUsd;
    return { funding, credits, amountMicroUsd };
  });
}
