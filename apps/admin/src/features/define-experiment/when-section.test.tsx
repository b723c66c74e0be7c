// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { CreatePage } from "./create-page.tsx";
import { asked, created, fieldIn, open, press, useFormRoom, write, writeWhat } from "./testing/form-room.tsx";

vi.mock("@flywheel/host", async (original) => (await import("./testing/wire.ts")).overWire(await original<object>()));

useFormRoom();

const when = "5. When";
const dayMs = 86_400_000;

it("[AD42] [AD74] when it starts and ends is sent in UTC, and steps with their days and shares", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  write("3. Who", "Coverage, in %", "10");
  write(when, "Starts by itself at, UTC", "2030-01-02T03:04");
  write(when, "Ends by itself at, UTC", "2030-02-01T00:00");
  press("Add a step that widens it");
  expect(fieldIn(when, "Coverage from then, in %").value).toBe("20");
  write(when, "Step 1: days after the start", "1.5");
  write(when, "Coverage from then, in %", "35");
  const draft = await created();
  expect(draft.schedule).toEqual({ startAtMs: Date.UTC(2030, 0, 2, 3, 4), endAtMs: Date.UTC(2030, 1, 1) });
  expect(draft.rollout).toEqual([{ afterMs: 1.5 * dayMs, coverage: 0.35 }]);
});

it("[AD74] what is cleared is sent as nothing, and an end before the start is not sent", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  write(when, "Starts by itself at, UTC", "2030-01-02T00:00");
  write(when, "Ends by itself at, UTC", "2030-01-01T00:00");
  press("Save as a draft");
  await screen.findByText("The end must come after the start.");
  expect(asked.create).not.toHaveBeenCalled();
  write(when, "Starts by itself at, UTC", "");
  write(when, "Ends by itself at, UTC", "");
  expect((await created()).schedule).toEqual({ startAtMs: null, endAtMs: null });
});
