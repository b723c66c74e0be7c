import { type AppId, type EventName, type TakenEvent, type VisitorId, visitorKeyOf } from "@flywheel/vocabulary";
import { exampleEvent } from "./example-event.ts";

const names = [
  "app.opened",
  "prompt.submitted",
  "inference.completed",
  "payment.settled",
  "output.kept",
] as const satisfies EventName[];
const apps = ["chat", "image-studio"] as const satisfies AppId[];
const layers = ["applications", "models", "compute", "payments", "users"] as const satisfies TakenEvent["layer"][];
const fromMs = Date.UTC(2026, 7, 1);
const spreadMs = 75 * 86_400_000;

/** Events over eleven weeks of visitors who differ in how much they do; a number always makes the same ones. */
export function inventEvents(count: number): TakenEvent[] {
  let state = 1_234_567;
  const roll = (below: number) => {
    state = (state * 48_271) % 2_147_483_647; // Park and Miller's minimal standard generator
    return state % below;
  };
  return Array.from({ length: count }, (_, number) => {
    const who = Math.min(roll(600), roll(600));
    const step = roll(5);
    return {
      ...exampleEvent(number),
      visitorKey: visitorKeyOf(`vis_${String(who).padStart(21, "0")}` as VisitorId),
      atMs: fromMs + roll(spreadMs / 1_000) * 1_000 + roll(1_000),
      name: names[step] ?? "app.opened",
      layer: layers[step] ?? "applications",
      app: apps[roll(2)] ?? "chat",
      variant: who % 2 === 0 ? "below" : "beside",
      value: roll(3) === 0 ? roll(5_000) / 8 : null,
      simulated: who % 11 === 0,
      fields: { promptLength: roll(40) },
    };
  });
}
