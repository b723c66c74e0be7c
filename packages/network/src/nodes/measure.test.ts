import type { ModelId, NodeId } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import type { NodeRecord } from "../port.ts";
import { handClock, never } from "../testing/open-network.ts";
import { fleet } from "./fleet.ts";
import { createMeasure } from "./measure.ts";
import type { RegisteredNode } from "./registry.ts";

it("[NE94] a node that does not answer offers nothing, though the registry believes it active", () => {
  const clock = handClock();
  const [pattern] = fleet;
  let answers = true;
  if (!pattern) throw new Error("the fleet is empty");
  const record: NodeRecord = {
    ...pattern,
    teeId: "ab".repeat(32) as NodeId,
    publicKey: "",
    enabled: true,
    lastHeartbeatAt: 0,
    capacity: { ...pattern.capacity, models: ["quillworks/quill-3" as ModelId] },
  };
  const node: RegisteredNode = {
    record: () => record,
    sign: async () => "",
    isActive: () => true,
    answers: () => answers,
    speedPercent: () => 100,
    vanished: () => never,
  };
  const measure = createMeasure({ nodes: [node] }, clock.now);
  const activeMs = () => {
    clock.pass(60_000);
    return measure.take().map(({ fields }) => fields.activeMs);
  };
  expect(activeMs()).toEqual([60_000]);
  answers = false;
  expect(activeMs()).toEqual([0]);
});
