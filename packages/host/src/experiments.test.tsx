// @vitest-environment jsdom
import { useFeature } from "@flywheel/experiments/react";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import type { Bootstrap } from "@flywheel/vocabulary";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Host } from "./host.tsx";
import { openRecorder } from "./open-recorder.ts";

beforeEach(() => completeJsdom());
afterEach(() => cleanup());

const rule = {
  key: "tone",
  phase: "1",
  hashAttribute: "id",
  hashVersion: 2,
  variations: ["plain", "warm"],
  weights: [1, 0],
  meta: [{ key: "plain" }, { key: "warm" }],
  condition: { tenure: "new", payer: false, device: { $in: ["phone"] }, app: { $in: ["chat"] } },
  bucketVersion: 1,
};
const bootstrap: Bootstrap = {
  visitorId: "vis_aaaaaaaaaaaaaaaaaaaa",
  consent: "denied",
  privacySignal: false,
  features: { "chat.tone": { defaultValue: "outside", rules: [rule] } },
  attributes: { app: "chat", device: "phone", tenure: "new", payer: false },
  sticky: {},
  spendableCredits: 100,
  serverMs: 0,
};

function Tone() {
  return <p>{useFeature("chat.tone", "nothing")}</p>;
}

/** What an app of people who work here shows: it asks the server for nothing. */
function toneTold(given: Partial<Bootstrap>) {
  const told = { ...bootstrap, ...given };
  const recorder = openRecorder({ app: "chat", audience: "staff", bootstrap: told });
  render(
    <FlywheelTheme>
      <Host app="chat" audience="staff" bootstrap={told} recorder={recorder}>
        <Tone />
      </Host>
    </FlywheelTheme>,
  );
  return screen.getByText(/./, { selector: "main p" }).textContent;
}

it("[HO14] an app is in the variants that the server said, by its attributes and by what sticks", () => {
  expect(toneTold({})).toBe("plain");
  cleanup();
  const returning = { ...bootstrap.attributes, tenure: "returning" } as const;
  expect(toneTold({ attributes: returning })).toBe("outside");
  cleanup();
  expect(toneTold({ attributes: returning, sticky: { tone__1: "warm" } })).toBe("warm");
});
