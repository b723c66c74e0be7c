import { describe, expect, it } from "vitest";
import type { ChatMessage } from "./message.ts";
import { statusLine } from "./status-line.ts";
import { type ChatStatus, turnsOf } from "./turns.ts";

const said: ChatMessage = { id: "msg_1", role: "user", parts: [{ type: "text", text: "hello" }] };
const answer = (text: string, metadata: ChatMessage["metadata"] = {}): ChatMessage => ({
  id: "msg_2",
  role: "assistant",
  parts: text === "" ? [] : [{ type: "text", text }],
  metadata: { requestId: "req_1", ...metadata },
});
const lastTurn = (messages: readonly ChatMessage[], status: ChatStatus) => turnsOf(messages, status).at(-1);

describe("what is drawn", () => {
  it.each(["submitted", "streaming"] as const)("waits after an ask (%s)", (status) => {
    expect(lastTurn([said], status)).toMatchObject({ kind: "awaited" });
  });

  it("waits until the first word has come", () => {
    expect(lastTurn([said, answer("")], "streaming")).toMatchObject({ kind: "awaited" });
    expect(lastTurn([said, answer("hi")], "streaming")).toMatchObject({ kind: "answer", phase: "streaming" });
  });

  it("[CH4] is a complete answer once its end was heard", () => {
    expect(lastTurn([said, answer("hi", { credits: 2 })], "ready")).toMatchObject({ phase: "complete" });
    expect(lastTurn([said, answer("hi", { credits: 0 })], "ready")).toMatchObject({ phase: "complete" });
  });

  it("[CH4] is a broken answer when the connection closed before that", () => {
    expect(lastTurn([said, answer("hi")], "ready")).toMatchObject({ phase: "failed" });
    expect(lastTurn([said, answer("hi")], "error")).toMatchObject({ phase: "failed" });
  });

  it.each(["complete", "stopped", "failed"] as const)("[CH3] is what the server says of it: %s", (state) => {
    expect(lastTurn([said, answer("hi", { state })], "ready")).toMatchObject({ phase: state });
  });

  it("[CH4] does not take an earlier answer for the one under way", () => {
    const turns = turnsOf([said, answer("hi", { credits: 1 }), { ...said, id: "msg_3" }], "submitted");
    expect(turns.map(({ kind }) => kind)).toEqual(["said", "answer", "said", "awaited"]);
    expect(turns[1]).toMatchObject({ phase: "complete" });
  });

  it("[CH8] is a refusal with its way out", () => {
    const refusal = { code: "over-budget", message: "no", neededCredits: 3, availableCredits: 1 } as const;
    expect(lastTurn([said, answer("", { refusal })], "ready")).toEqual({ kind: "refused", id: "msg_2", refusal });
  });

  it.each(["ready", "error"] as const)("[CH5] says that the last words have no answer (%s)", (status) => {
    expect(turnsOf([said], status).map(({ kind }) => kind)).toEqual(["said", "unanswered"]);
  });

  it("is nothing in an empty conversation", () => {
    expect(turnsOf([], "ready")).toEqual([]);
  });
});

describe("what is said aloud", () => {
  const aloud = (messages: readonly ChatMessage[], status: ChatStatus) =>
    statusLine(turnsOf(messages, status), status === "submitted" || status === "streaming");

  it("[CH12] is the newest turn, and trouble is left to its alert", () => {
    expect(aloud([said], "submitted")).toBe("Waiting for a node");
    expect(aloud([said, answer("hi")], "streaming")).toBe("The answer is being written");
    expect(aloud([said, answer("hi", { credits: 1 })], "ready")).toBe("The answer is complete");
    expect(aloud([said, answer("hi", { state: "stopped" })], "ready")).toBe("Stopped");
    expect(aloud([said, answer("hi")], "error")).toBe("");
    expect(aloud([], "ready")).toBe("");
  });
});
