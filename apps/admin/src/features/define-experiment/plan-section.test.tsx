// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { CreatePage } from "./create-page.tsx";
import { asked, created, fieldIn, open, part, press, useFormRoom, write, writeWhat } from "./testing/form-room.tsx";

vi.mock("@flywheel/host", async (original) => (await import("./testing/wire.ts")).overWire(await original<object>()));

useFormRoom();

it("[AD46] the power of today's traffic is asked for the draft, told in sentences, and a row of it becomes the plan", async () => {
  asked.power.mockResolvedValue({
    traffic: { asOfMs: 0, days: 28, visitors: 11_200, visitorsPerDay: 400, caps: {}, baseline: null },
    alpha: 0.05,
    power: 0.8,
    arms: 2,
    undecided: null,
    rows: [
      { days: 7, visitors: 2800, effect: null },
      { days: 14, visitors: 5600, effect: 0.12 },
    ],
  });
  open(<CreatePage onSaved={() => {}} />);
  const ask = screen.getByText("What can today's traffic find?").closest("button");
  expect(ask?.disabled).toBe(true);
  writeWhat();
  press("What can today's traffic find?");
  await screen.findByText("With 400 visitors a day, 14 days find an effect of 12 %.");
  expect(asked.power.mock.calls[0]?.[0].draft).toMatchObject({ feature: "studio.words", plan: null });
  press("Plan this");
  expect(fieldIn("6. Plan", "Planned visitors").value).toBe("5,600");
  // The answer is for what was asked: with other visitors it is gone.
  write("3. Who", "Payers", "true");
  await screen.findByText(/Ask again\./);
  expect((await created()).plan).toEqual({ visitors: 5600, days: 14, effect: 0.12 });
});

it("[AD46] a traffic that tells nothing says what to do about it", async () => {
  asked.power.mockResolvedValue({
    traffic: { asOfMs: 0, days: 28, visitors: 0, visitorsPerDay: 0, caps: {}, baseline: null },
    alpha: 0.05,
    power: 0.8,
    arms: 2,
    undecided: "no-visitors",
    rows: [{ days: 7, visitors: 0, effect: null }],
  });
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  press("What can today's traffic find?");
  await screen.findByText(/Widen whom it aims at, or bring visitors first/);
  expect(screen.queryByLabelText("What the traffic can find")).toBeNull();
});

it("[AD75] an answer about the traffic is gone as soon as whom it is about changes, and is there again with it", async () => {
  asked.power.mockResolvedValue({
    traffic: { asOfMs: 0, days: 28, visitors: 11_200, visitorsPerDay: 400, caps: {}, baseline: null },
    alpha: 0.05,
    power: 0.8,
    arms: 2,
    undecided: null,
    rows: [{ days: 14, visitors: 5600, effect: 0.12 }],
  });
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  press("What can today's traffic find?");
  await screen.findByText(/14 days find an effect/);
  const change = (label: string, value: string) => write("3. Who", label, value);
  const isOld = () => screen.queryByText(/Ask again\./) !== null;
  fireEvent.click(part("3. Who").getByLabelText(/In a namespace/));
  expect(isOld()).toBe(true);
  fireEvent.click(part("3. Who").getByLabelText(/In a namespace/));
  expect(isOld()).toBe(false);
  change("Coverage, in %", "50");
  expect(isOld()).toBe(true);
  change("Coverage, in %", "100");
  expect(isOld()).toBe(false);
  write("4. Measured by", "Primary metric", "asked");
  expect(isOld()).toBe(true);
});
