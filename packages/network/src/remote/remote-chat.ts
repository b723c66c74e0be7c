import type { ChatAsk, ChatPart, Receipt, Served } from "../port.ts";
import { textCapMicroUsd, textCostMicroUsd } from "../serving/prices.ts";
import { inputTokensOf, tokensOf } from "../serving/tokens.ts";
import { CallLostError } from "./call-lost.ts";
import { chatAnswer } from "./chat-answer.ts";
import type { ChatSaid } from "./chat-frame.ts";
import { costOf } from "./cost.ts";
import { keep, type RemoteDesk } from "./desk.ts";
import type { RemoteModel } from "./model-list.ts";
import { most } from "./patience.ts";
import { receiptIn } from "./tee-fields.ts";
import { blockedEnd, brokeWithin, failedEnd, turnedAway } from "./turned-away.ts";

/** One chat at the endpoint. There is no node of ours and no wallet: it begins with its first words. */
export async function* remoteChat(
  desk: RemoteDesk,
  ask: ChatAsk,
  model: RemoteModel,
  signal: AbortSignal,
): AsyncGenerator<ChatPart> {
  const { call, patience, closing, now } = desk;
  const startedMs = now();
  const answer = await call(
    "/chat/completions",
    {
      model: model.theirs,
      messages: ask.messages,
      temperature: ask.temperature,
      max_tokens: ask.maxTokens,
      seed: ask.seed,
      stream: true,
      stream_options: { include_usage: true },
    },
    patience,
    AbortSignal.any([signal, closing]),
  );
  let [text, firstOutputMs, stopped] = ["", 0, false];
  let told: Told = { finish: null, usage: null, receipt: { origin: "none" }, bill: null };
  try {
    if (answer.status !== 200) {
      yield await turnedAway(answer, ask.model, now());
      return;
    }
    for await (const said of chatAnswer(answer)) {
      if (said.isError) {
        yield brokeWithin(said.body, ask.model);
        return;
      }
      told = gathered(told, said);
      if (said.text === "") continue;
      if (text === "") firstOutputMs = now() - startedMs;
      text += said.text;
      if (text.length > most.text) throw new CallLostError("too-large");
      yield { kind: "token", text: said.text };
    }
  } catch (cause) {
    // Only the caller's own abort leaves a part that is owed; a network that closes breaks its promise.
    stopped = cause instanceof CallLostError && cause.because === "left" && signal.aborted && text !== "";
    if (!stopped) throw cause;
  } finally {
    answer.hangUp();
  }
  if (told.finish === "content_filter") {
    yield blockedEnd(ask.model);
    return;
  }
  if (text === "") {
    yield failedEnd(true);
    return;
  }
  const served = servedBy({ ask, model, text, told, firstOutputMs, servedMs: now() - startedMs });
  await keep(desk, ask.requestId, served.receipt);
  yield { kind: "completed", text, stopped, served };
}

type Told = {
  readonly finish: string | null;
  readonly usage: ChatSaid["usage"];
  readonly receipt: Receipt;
  readonly bill: unknown;
};

/** Usage, price and proof come on one of the last frames, not always on the same. */
const gathered = (told: Told, { finish, usage, body }: ChatSaid): Told => {
  const receipt = receiptIn(body);
  return {
    finish: finish ?? told.finish,
    usage: usage ?? told.usage,
    receipt: receipt.origin === "none" ? told.receipt : receipt,
    bill: typeof body === "object" && body !== null && "opengradient" in body ? body : told.bill,
  };
};

type Answered = {
  readonly ask: ChatAsk;
  readonly model: RemoteModel;
  readonly text: string;
  readonly told: Told;
  readonly firstOutputMs: number;
  readonly servedMs: number;
};

function servedBy({ ask, model: { hosted }, text, told, firstOutputMs, servedMs }: Answered): Served {
  // Who counts no tokens for words that came has not counted.
  const usage = told.usage?.output ? told.usage : null;
  const input = usage?.input ?? inputTokensOf(ask.messages);
  const output = usage?.output ?? tokensOf(text).length;
  const byPrices = textCostMicroUsd(hosted, { input, output });
  return {
    receipt: told.receipt,
    node: null,
    session: null,
    costMicroUsd: costOf(told.bill, byPrices, textCapMicroUsd(hosted, ask)),
    unbilledMicroUsd: 0,
    queuedMs: 0,
    firstOutputMs,
    servedMs,
    inputTokens: input,
    outputTokens: output,
    images: 0,
  };
}
