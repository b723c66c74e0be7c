import type { ModelId } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { all, chatAsk, handClock, never, only, openNetwork } from "../testing/open-network.ts";
import { stateWithKeys } from "../testing/state-with-keys.ts";
import { conditionAt } from "./condition.ts";

const seed = 11;
const weekMs = 7 * 24 * 60 * 60_000;

/** When a storm next takes all of these nodes away at once. */
function goneAt(nodes: readonly string[], fromMs: number): number {
  for (let atMs = fromMs; atMs < fromMs + weekMs; atMs += 10_000) {
    if (nodes.every((node) => !conditionAt({ seed, weather: "stormy", node, atMs }).answers)) return atMs;
  }
  throw new Error("no such storm in a week");
}

it("[NE175] a model that is wanted while no node of it is there is measured as wanted and not offered", async () => {
  const model = "quillworks/quill-3" as ModelId;
  const clock = handClock();
  const { network, mock, told } = await openNetwork({ state: await stateWithKeys(), now: clock.now, seed });
  const hosts = network.nodes().filter(({ capacity }) => capacity.models.includes(model));
  clock.pass(
    goneAt(
      hosts.map(({ name }) => name),
      clock.now(),
    ) - clock.now(),
  );
  await mock.control.turnWeather("stormy");
  for (let ask = 0; ask < 3; ask += 1) {
    const parts = await all(network.chat(chatAsk({ model }), never));
    expect(only(parts, "refused").refusal.code).toBe("no-active-node");
  }
  clock.pass(1_000);
  await mock.close();
  const measured = told.filter((it) => it.name === "node.measured" && it.model === model);
  expect(measured.map(({ node, fields }) => [node, fields.activeMs, fields.served, fields.refused])).toEqual(
    hosts.map(({ teeId }, place) => [teeId, 0, 0, place === 0 ? 3 : 0]),
  );
});
