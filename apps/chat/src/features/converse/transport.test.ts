import { describe, expect, it } from "vitest";
import type { ChatMessage } from "./message.ts";
import { bodyOf } from "./transport.ts";

const message = (id: string, role: "user" | "assistant", text: string): ChatMessage => ({
  id,
  role,
  parts: [{ type: "text", text }],
});
const body = { requestId: "req_1", model: "lumen/glass-1" };

describe("what is posted", () => {
  const messages = [
    message("msg_1", "user", "hello"),
    message("msg_2", "assistant", "hi"),
    message("msg_3", "user", "why?"),
  ];

  it("[CH2] is the last message of the visitor, not the history", () => {
    expect(bodyOf({ id: "cnv_1", messages, trigger: "submit-message", body })).toEqual({
      conversationId: "cnv_1",
      requestId: "req_1",
      model: "lumen/glass-1",
      message: { id: "msg_3", text: "why?" },
      regenerate: false,
    });
  });

  it("[CH5] is the same message when it is asked again", () => {
    const refused = [...messages, { id: "msg_4", role: "assistant" as const, parts: [] }];
    expect(bodyOf({ id: "cnv_1", messages: refused, trigger: "regenerate-message", body })).toMatchObject({
      message: { id: "msg_3", text: "why?" },
      regenerate: true,
    });
  });

  it("[CH2] cannot be nothing", () => {
    expect(() => bodyOf({ id: "cnv_1", messages: [], trigger: "submit-message", body })).toThrow("no message");
  });
});
