import { CallLostError } from "./call-lost.ts";
import { type ChatSaid, parseFrame, readChatFrame } from "./chat-frame.ts";
import type { Answer } from "./endpoint.ts";
import { most } from "./patience.ts";
import { readJson } from "./read-json.ts";
import { sseData } from "./sse.ts";

/** What an answer says, frame by frame. An endpoint that does not stream says it all in one. @throws CallLostError */
export async function* chatAnswer(answer: Answer): AsyncGenerator<ChatSaid> {
  const type = answer.headers.get("content-type")?.toLowerCase() ?? "";
  if (type.includes("html")) throw new CallLostError("malformed");
  if (type.includes("json")) {
    const whole = readChatFrame(await readJson(answer, most.text));
    yield { ...whole, finish: whole.finish ?? "stop" };
    return;
  }
  for await (const said of framesOf(answer)) yield said;
}

/** A stream may end without `[DONE]` once it has said why it ended; without either it broke off. */
async function* framesOf(answer: Answer): AsyncGenerator<ChatSaid> {
  let finished = false;
  try {
    for await (const data of sseData(answer.bytes(most.stream), most.frame)) {
      if (data.trim() === "[DONE]") return;
      const said = parseFrame(data);
      finished ||= said.finish !== null;
      yield said;
    }
  } catch (cause) {
    // What only cut the tail of a finished answer took nothing from it.
    if (finished && cause instanceof CallLostError && cause.because !== "malformed") return;
    throw cause;
  }
  if (!finished) throw new CallLostError("broken-off");
}
