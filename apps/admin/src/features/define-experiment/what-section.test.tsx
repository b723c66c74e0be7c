// @vitest-environment jsdom
import { RefusedError } from "@flywheel/experiments";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { CreatePage } from "./create-page.tsx";
import { asked, created, fieldIn, open, part, press, useFormRoom, write, writeWhat } from "./testing/form-room.tsx";

vi.mock("@flywheel/host", async (original) => (await import("./testing/wire.ts")).overWire(await original<object>()));

useFormRoom();

it("[AD42] a blank form sends nothing, and says at each field what to fill in", async () => {
  open(<CreatePage onSaved={() => {}} />);
  press("Save as a draft");
  await screen.findByText(/fields above must be mended first/);
  expect(part("1. What").getAllByText(/^Fill this in\./)).toHaveLength(2);
  expect(fieldIn("1. What", "Hypothesis").getAttribute("aria-invalid")).toBe("true");
  expect(asked.create).not.toHaveBeenCalled();
});

it("[AD43] the key follows the name until it is typed by hand, and what is sent is what was written", async () => {
  const saved = vi.fn();
  open(<CreatePage onSaved={saved} />);
  writeWhat();
  expect(fieldIn("1. What", "Key").value).toBe("warmer-words");
  write("1. What", "Key", "my-words");
  write("1. What", "Name", "Colder words");
  fireEvent.change(fieldIn("1. What", "Layer that it should move"), { target: { value: "trust" } });
  expect(await created()).toMatchObject({
    key: "my-words",
    name: "Colder words",
    hypothesis: "More keep a picture.",
    layer: "trust",
    feature: "studio.words",
  });
  await waitFor(() => expect(saved).toHaveBeenCalledWith("the-key"));
});

it("[AD44] a further variant shares the weights equally, and weights that do not sum are not sent", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  press("Add a variant");
  const [first] = part("2. Variants").getAllByLabelText<HTMLInputElement>("Weight");
  if (!first) throw new Error("no weight");
  fireEvent.change(first, { target: { value: "0.9" } });
  press("Save as a draft");
  await screen.findByText("The weights of the variants must add up to 1.");
  expect(asked.create).not.toHaveBeenCalled();
  press("Equal weights");
  const { variants } = await created();
  expect(variants.map(({ weight }: { weight: number }) => weight)).toEqual([0.333333, 0.333333, 0.333334]);
});

it("[AD42] a refusal of one field stands at that field", async () => {
  const refusal = { code: "exists", key: "warmer-words" } as const;
  asked.create.mockRejectedValue(Object.assign(new RefusedError(refusal), { data: { code: "CONFLICT", refusal } }));
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  press("Save as a draft");
  await waitFor(() => expect(fieldIn("1. What", "Key").getAttribute("aria-invalid")).toBe("true"));
  part("1. What").getByText(/choose another key/);
});
