import type { FieldsOf, Medium } from "@flywheel/vocabulary";
import { mint, type PurchaseId, type RequestId } from "@flywheel/vocabulary";
import { held, spend } from "./purse.ts";
import type { Telling } from "./visit.ts";

type Request = { readonly requestId: RequestId; readonly medium: Medium; readonly model: string };

const offers = {
  "image-studio": {
    medium: "image",
    credits: 12,
    models: ["atelier/aquarelle-2", "atelier/etching-1", "northlight/poster-3"],
  },
  chat: { medium: "text", credits: 3, models: ["lantern/plain-8b", "lantern/long-30b", "northlight/quick-4b"] },
} as const;

const pack = { pack: "small", credits: 1_000, priceMicroUsd: 1_000_000 } as const;
const nodes = ["1", "4", "7", "a", "d"].map((digit) => digit.repeat(64)) as [string, ...string[]];

/** One ask, from the prompt to what became of the answer. False: the visitor leaves. */
export function ask(telling: Telling, earlierAsks: number): boolean {
  const { visitor, say, pass } = telling;
  const { chance, purse } = visitor;
  const { medium, credits, models } = offers[visitor.app];
  if (held(purse) < credits && !topUp(telling, credits)) return false;

  const request: Request = { requestId: mint("req", chance.bytes), medium, model: chance.pick(models) };
  say("prompt.started", { medium });
  pass(3_000, 60_000);
  const attempt = earlierAsks === 0 ? "first" : chance.pick(["again", "edit"]);
  say("prompt.submitted", { ...request, promptLength: chance.between(8, 400), attempt });
  pass(20, 120);
  say("inference.requested", { ...request, hosted: true });
  if (chance.happens(0.03)) {
    say("inference.refused", { ...request, reason: "no-capacity", retryAfterMs: 5_000 });
    return chance.happens(0.5);
  }
  return serve(telling, request, credits);
}

function serve(telling: Telling, request: Request, credits: number): boolean {
  const { visitor, say, pass } = telling;
  const { chance } = visitor;
  const { requestId, medium } = request;
  say("credits.held", { requestId, credits });
  const node = chance.pick(nodes);
  const queuedMs = pass(2, 1_500);
  say("inference.routed", { ...request, node, queuedMs });
  const servedMs = pass(800, 14_000);

  if (chance.happens(0.02)) {
    say("inference.failed", { ...request, node, source: "provider", retryable: true, afterMs: servedMs });
    say("credits.released", { requestId, credits });
    return chance.happens(0.5);
  }
  const parts = spend(visitor.purse, credits) ?? [];
  const funding = parts[0]?.funding ?? "free";
  const output =
    medium === "image"
      ? { images: 1 }
      : { inputTokens: chance.between(20, 900), outputTokens: chance.between(40, 700) };
  const cost = { credits, costMicroUsd: credits * 900 };
  const times = { queuedMs, firstOutputMs: Math.floor(servedMs / 4), servedMs };
  say("inference.completed", { ...request, node, funding, ...cost, ...times, ...output, origin: "mock" });
  say("receipt.issued", { ...request, node, funding, origin: "mock", settlement: "batch" });
  for (const part of parts) {
    say("credits.spent", { requestId, ...part });
    say("payment.settled", { requestId, ...part, amountMicroUsd: part.credits * 900 });
  }
  pass(30, 300);
  say("output.shown", { requestId, medium, model: request.model, waitedMs: queuedMs + servedMs });
  say("proof.shown", { requestId, place: "app" });
  judgeOutput(telling, { requestId, medium });
  return true;
}

function judgeOutput({ visitor, say, pass }: Telling, output: Pick<Request, "requestId" | "medium">): void {
  const { chance, habit } = visitor;
  pass(2_000, 60_000);
  if (chance.happens(habit.keeps)) {
    const how: FieldsOf<"output.kept">["how"] = chance.pick(["saved", "downloaded", "copied", "continued"]);
    say("output.kept", { ...output, how });
    if (chance.happens(0.06)) {
      const { requestId } = output;
      say("proof.opened", { requestId, place: "app" });
      pass(400, 3_000);
      say("proof.verified", { requestId, outcome: "verified" });
      if (chance.happens(0.3)) say("trust.rated", { requestId, rating: chance.pick(["trusted", "trusted", "unsure"]) });
    }
  }
  if (chance.happens(0.1)) say("output.rated", { ...output, rating: chance.happens(0.7) ? "up" : "down" });
}

/** Credits have run out: some buy, most leave. */
function topUp({ visitor, say, pass }: Telling, neededCredits: number): boolean {
  const { chance, habit, purse } = visitor;
  say("credits.exhausted", { neededCredits, availableCredits: held(purse) });
  say("checkout.opened", { because: "ran-out" });
  if (!chance.happens(habit.buys)) return false;

  const purchaseId = mint<PurchaseId>("pur", chance.bytes);
  pass(5_000, 40_000);
  say("checkout.started", { purchaseId, ...pack });
  pass(8_000, 60_000);
  if (chance.happens(0.15)) {
    say("checkout.abandoned", { purchaseId, pack: pack.pack });
    return false;
  }
  say("credits.purchased", { purchaseId, ...pack });
  purse.purchased += pack.credits;
  return true;
}
