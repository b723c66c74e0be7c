import type { MessageCard } from "@flywheel/api/type";
import { describe, expect, it } from "vitest";
import { merged } from "./merge.ts";
import { type ChatMessage, textOf } from "./message.ts";

const receipt = { requestId: "req_1", origin: "mock", node: "n", nodeName: "fjord-3", issuedMs: 1 } as const;

const card = (id: string, role: MessageCard["role"], text: string, more: Partial<MessageCard> = {}): MessageCard => ({
  id,
  role,
  text,
  requestId: role === "model" ? "req_1" : null,
  model: role === "model" ? "lumen/glass-1" : null,
  state: "complete",
  createdMs: 1,
  receipt: null,
  ...more,
});
const local = (
  id: string,
  role: ChatMessage["role"],
  text: string,
  metadata: ChatMessage["metadata"] = {},
): ChatMessage => ({
  id,
  role,
  parts: text === "" ? [] : [{ type: "text", text }],
  metadata,
});

describe("the page's copy and the server's", () => {
  it("[CH6] takes the server's words, state and receipt for what both have", () => {
    const [, answer] = merged(
      [local("msg_1", "user", "hello"), local("msg_2", "assistant", "hi th", { requestId: "req_1", state: "stopped" })],
      [card("msg_1", "visitor", "hello"), card("msg_2", "model", "hi ther", { state: "stopped", receipt })],
    );
    expect(answer).toMatchObject({ metadata: { state: "stopped", receipt, model: "lumen/glass-1" } });
    expect(answer && textOf(answer)).toBe("hi ther");
  });

  it("[CH6] keeps the words of a broken answer of which the server kept none", () => {
    const [answer] = merged([local("msg_2", "assistant", "hi th")], [card("msg_2", "model", "", { state: "failed" })]);
    expect(answer && textOf(answer)).toBe("hi th");
    expect(answer).toMatchObject({ metadata: { state: "failed" } });
  });

  it("[CH6] keeps at the end what the server does not have yet", () => {
    const stopped = local("msg_2", "assistant", "hi", { state: "stopped" });
    expect(merged([local("msg_1", "user", "hello"), stopped], [card("msg_1", "visitor", "hello")]).at(-1)).toBe(
      stopped,
    );
  });

  it("[CH6] lets go of a refusal that the conversation has gone past", () => {
    const refusal = { code: "no-capacity", message: "busy" } as const;
    const ids = merged(
      [
        local("msg_1", "user", "hello"),
        local("msg_x", "assistant", "", { refusal }),
        local("msg_2", "user", "again"),
        local("msg_3", "assistant", "hi"),
      ],
      [card("msg_1", "visitor", "hello"), card("msg_2", "visitor", "again"), card("msg_3", "model", "hi")],
    ).map(({ id }) => id);
    expect(ids).toEqual(["msg_1", "msg_2", "msg_3"]);
  });

  it("[CH3] finds a stopped answer that this page never saw", () => {
    const [, answer] = merged(
      [local("msg_1", "user", "hello")],
      [card("msg_1", "visitor", "hello"), card("msg_2", "model", "", { state: "stopped" })],
    );
    expect(answer).toMatchObject({ id: "msg_2", role: "assistant", metadata: { state: "stopped" } });
  });
});
