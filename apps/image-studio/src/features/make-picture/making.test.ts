import type { GenerateStep, ImageCard, ReceiptCard } from "@flywheel/api/type";
import { describe, expect, it } from "vitest";
import { announcementOf } from "./announcement.ts";
import type { Ask } from "./ask.ts";
import { advance, begun, type Making, received, type UnderWay } from "./making.ts";

const ask: Ask = { requestId: "req_1", model: "lumen/glass-1", prompt: "an owl", shape: "square", askedMs: 0 };
const image: ImageCard = {
  id: "img_1",
  requestId: "req_1",
  prompt: "an owl",
  model: "lumen/glass-1",
  width: 512,
  height: 512,
  seed: 7,
  createdMs: 9,
  keptMs: null,
  url: "/api/works/images/img_1.png",
};
const receipt: ReceiptCard = { requestId: "req_1", origin: "mock", node: "n", nodeName: "fjord-3", issuedMs: 9 };

const step = (at: number, preview: string | null): GenerateStep => ({ kind: "step", step: at, steps: 8, preview });

function through(...steps: GenerateStep[]): Making {
  let making: Making = begun(ask);
  for (const next of steps) {
    if (making.phase !== "under-way") throw new Error(`${next.kind} after the end`);
    making = advance(making, next);
  }
  return making;
}

function underWay(...steps: GenerateStep[]): UnderWay {
  const making = through(...steps);
  if (making.phase !== "under-way") throw new Error("it has ended");
  return making;
}

describe("a picture on its way", () => {
  it("[IS3] knows its node once it is routed", () => {
    const making = underWay({ kind: "started", requestId: "req_1", credits: 15 });
    expect(making.nodeName).toBeNull();
    expect(advance(making, { kind: "routed", nodeName: "fjord-3", queuedMs: 3 })).toMatchObject({
      nodeName: "fjord-3",
    });
  });

  it("[IS3] keeps the latest preview when a step comes without one", () => {
    expect(through(step(1, "data:a"), step(2, null))).toMatchObject({ step: 2, steps: 8, preview: "data:a" });
    expect(through(step(1, "data:a"), step(2, "data:b"))).toMatchObject({ preview: "data:b" });
  });

  it("[IS3] keeps the last preview under the finished picture until that is loaded", () => {
    const done: GenerateStep = { kind: "done", image, receipt, credits: 15, spendableCredits: 85 };
    expect(through(step(8, "data:z"), done)).toEqual({ phase: "done", ask, image, receipt, preview: "data:z" });
  });

  it("[IS4] says how much had arrived when it was given up", () => {
    expect(received(underWay())).toBe("nothing");
    expect(received(underWay({ kind: "routed", nodeName: "fjord-3", queuedMs: 3 }))).toBe("nothing");
    expect(received(underWay(step(1, null)))).toBe("part");
  });
});

describe("what is said aloud", () => {
  it("[IS5] names every turn, and of the steps only the quarters", () => {
    const said: string[] = [announcementOf(underWay())];
    let making = underWay({ kind: "routed", nodeName: "fjord-3", queuedMs: 3 });
    said.push(announcementOf(making));
    for (let at = 1; at <= 8; at++) {
      making = { ...making, ...underWay(step(at, null)), nodeName: making.nodeName };
      said.push(announcementOf(making));
    }
    said.push(announcementOf({ phase: "done", ask, image, receipt, preview: null }));
    expect([...new Set(said)]).toEqual([
      "Waiting for a node",
      "Drawing on fjord-3",
      "25 percent drawn",
      "50 percent drawn",
      "75 percent drawn",
      "100 percent drawn",
      "Your picture is ready",
    ]);
  });

  it("[IS5] leaves trouble to its own alert", () => {
    expect(announcementOf({ phase: "failed", ask, retryable: true, message: "no" })).toBe("");
  });
});
