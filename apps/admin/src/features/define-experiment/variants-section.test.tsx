// @vitest-environment jsdom
import { fireEvent } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { CreatePage } from "./create-page.tsx";
import { created, fieldIn, open, part, press, useFormRoom, write, writeWhat } from "./testing/form-room.tsx";

vi.mock("@flywheel/host", async (original) => (await import("./testing/wire.ts")).overWire(await original<object>()));

useFormRoom();

const nth = (label: string, at: number) =>
  part("2. Variants").getAllByLabelText<HTMLInputElement>(label)[at] as HTMLInputElement;
const fill = (label: string, at: number, value: string) => fireEvent.change(nth(label, at), { target: { value } });

it("[AD74] a variant is sent with its name, key, weight and a value of the kind that is chosen", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  press("Add a variant");
  fill("Value is", 1, "number");
  fill("Value", 1, "2.5");
  fill("Value is", 2, "boolean");
  fill("Value", 2, "true");
  fill("Name", 2, "Warmest");
  fill("Key", 2, "warmest");
  for (const [at, weight] of ["0.5", "0.3", "0.2"].entries()) fill("Weight", at, weight);
  expect((await created()).variants).toEqual([
    { key: "control", name: "As it is", value: "control", weight: 0.5 },
    { key: "changed", name: "Changed", value: 2.5, weight: 0.3 },
    { key: "warmest", name: "Warmest", value: true, weight: 0.2 },
  ]);
});

it("[AD74] a whole build and a holdout have a feature of their own, which nobody types", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  write("1. What", "Kind", "build");
  expect(fieldIn("1. What", "Feature").value).toBe("image-studio.build");
  expect(fieldIn("1. What", "Feature").disabled).toBe(true);
  write("1. What", "App", "chat");
  expect(fieldIn("1. What", "Feature").value).toBe("chat.build");
  write("1. What", "Kind", "holdout");
  expect(fieldIn("1. What", "Feature").value).toBe("holdout");
  fill("Value", 0, "open");
  expect(await created()).toMatchObject({ kind: "holdout", app: "chat", feature: "holdout" });
});
