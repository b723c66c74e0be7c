import { weekOf } from "../population/setting.ts";
import { longestAnswerTokens } from "../world/product-models.ts";
import { chargeOf, type Hold, release, settle } from "./pay.ts";
import { type Answer, type Ask, costOf } from "./request.ts";
import type { Visit } from "./visit.ts";

/** What the network makes of a request whose credits are held. */
export function serve(visit: Visit, ask: Ask, held: Hold): Answer {
  const { chance, setting } = visit;
  const { supply, experience } = setting.world;
  const { requestId, model } = ask;
  const refusal = refusalOf(visit, model.id);
  if (refusal !== null) return refuse(visit, ask, held, refusal);

  const nodes = setting.hosting?.activeAt(model.id, visit.atMs) ?? setting.nodes;
  const node = nodes[chance.between(0, nodes.length - 1)] ?? "";
  const queuedMs = visit.pass(supply.queuedMs.least, supply.queuedMs.most);
  visit.say("inference.routed", { requestId, medium: model.medium, model: model.id, node, queuedMs });
  const { outputTokens, firstOutputMs, servedMs } = answerOf(visit, ask);
  const patienceMs = chance.between(experience.patienceMs.least, experience.patienceMs.most);
  const waitedMs = queuedMs + servedMs;

  if (chance.happens(supply.failed)) {
    const afterMs = visit.pass(0, servedMs);
    release(visit, held);
    const retryable = chance.happens(0.8);
    const about = { requestId, medium: model.medium, model: model.id, node };
    visit.say("inference.failed", { ...about, source: "provider", retryable, afterMs });
    return "no";
  }
  if (waitedMs > patienceMs) {
    const patientMs = Math.max(0, patienceMs - queuedMs);
    const seen = Math.min(1, Math.max(0, (patientMs - firstOutputMs) / (servedMs - firstOutputMs + 1)));
    return abandon(visit, ask, held, {
      node,
      waitedMs: queuedMs + patientMs,
      patientMs,
      tokens: Math.floor(outputTokens * seen),
    });
  }
  visit.atMs += servedMs;
  const charge = chargeOf(held, costOf(ask, outputTokens));
  const { credits, costMicroUsd, funding } = charge;
  const { id } = model;
  if (model.medium === "text") {
    const { inputTokens } = ask;
    visit.contextTokens = inputTokens + outputTokens;
    visit.say("inference.completed", {
      ...{ requestId, medium: "text", model: id, node, funding, credits, costMicroUsd },
      ...{ queuedMs, firstOutputMs, servedMs, inputTokens, outputTokens, origin: "mock" },
    });
  } else {
    visit.say("inference.completed", {
      ...{ requestId, medium: "image", model: id, node, funding, credits, costMicroUsd },
      ...{ queuedMs, firstOutputMs, servedMs, images: 1, origin: "mock" },
    });
  }
  settle(visit, held, charge);
  visit.say("receipt.issued", {
    ...{ requestId, medium: model.medium, model: id, node, funding, origin: "mock", settlement: "individual" },
  });
  countServed(visit);
  visit.pass(30, 300);
  visit.say("output.shown", { requestId, medium: model.medium, model: id, waitedMs });
  const { shows } = setting.world.proof;
  if (shows === 1 || chance.happens(shows)) visit.say("proof.shown", { requestId, place: "app" });
  return "served";
}

function refusalOf({ chance, setting, atMs }: Visit, model: string): "no-capacity" | "no-active-node" | null {
  let { noCapacity } = setting.world.supply;
  for (const outage of setting.outages) {
    const concerns = outage.models.size === 0 || outage.models.has(model);
    if (concerns && atMs >= outage.fromMs && atMs < outage.untilMs)
      noCapacity = Math.max(noCapacity, outage.noCapacity);
  }
  const withdrawn = setting.hosting?.withdrawnAt(model, atMs) ?? 0;
  if (withdrawn > 0 && chance.happens(withdrawn)) return withdrawn === 1 ? "no-active-node" : "no-capacity";
  const point = chance.next();
  if (point < noCapacity) return "no-capacity";
  return point < noCapacity + setting.world.supply.noActiveNode ? "no-active-node" : null;
}

function refuse(visit: Visit, { requestId, model }: Ask, held: Hold, reason: "no-capacity" | "no-active-node"): Answer {
  release(visit, held);
  const { medium, id } = model;
  if (reason === "no-capacity") {
    visit.say("inference.refused", { requestId, medium, model: id, reason, retryAfterMs: 5_000 });
  } else {
    visit.say("inference.refused", { requestId, medium, model: id, reason });
  }
  visit.tally.refused(reason);
  return "no";
}

/** How long the answer is and how long it takes: a fifth around what the model needs. */
function answerOf({ chance, intent, setting }: Visit, { model }: Ask) {
  const jitter = (0.8 + 0.4 * chance.next()) * setting.world.supply.slowness;
  const outputTokens = Math.min(
    longestAnswerTokens,
    chance.between(intent.outputTokens.least, intent.outputTokens.most),
  );
  const longestMs = 86_400_000;
  if (model.medium === "image") {
    const servedMs = Math.min(longestMs, Math.floor(model.pictureMs * jitter));
    return { outputTokens: 0, firstOutputMs: Math.floor(servedMs / 4), servedMs };
  }
  const firstOutputMs = Math.min(longestMs, Math.floor(model.firstOutputMs * jitter));
  const servedMs = Math.min(longestMs, firstOutputMs + Math.floor(outputTokens * model.msPerToken * jitter));
  return { outputTokens, firstOutputMs, servedMs };
}

type Waiting = {
  readonly node: string;
  readonly waitedMs: number;
  readonly patientMs: number;
  readonly tokens: number;
};

/** As in the product: a chat that is stopped is charged for what was said; a picture that nobody waits for is free. */
function abandon(visit: Visit, ask: Ask, held: Hold, { node, waitedMs, patientMs, tokens }: Waiting): Answer {
  const { requestId, model } = ask;
  const about = { requestId, medium: model.medium, model: model.id };
  visit.atMs += patientMs;
  visit.say("answer.awaited", { ...about, waitedMs, received: tokens > 0 ? "part" : "nothing" });
  if (tokens === 0) {
    release(visit, held);
    return "no";
  }
  const charge = chargeOf(held, costOf(ask, tokens));
  const { credits, funding } = charge;
  visit.say("inference.stopped", { ...about, node, funding, credits, servedMs: patientMs, outputTokens: tokens });
  settle(visit, held, charge);
  visit.say("receipt.issued", { ...about, node, funding, origin: "mock", settlement: "individual" });
  return "no";
}

/** Whoever is served is active in that calendar week. */
function countServed(visit: Visit): void {
  const { visitor } = visit;
  const week = weekOf(visit.dayNumber);
  visit.served += 1;
  if (visitor.servedWeek === week) return;
  visitor.servedWeek = week;
  visitor.servedWeeks += 1;
  visit.bringsNow = true;
  visit.tally.activeWeeks += 1;
}
