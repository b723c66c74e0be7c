// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { CreatePage } from "./create-page.tsx";
import { asked, fieldIn, open, part, press, useFormRoom, write } from "./testing/form-room.tsx";

vi.mock("@flywheel/host", async (original) => (await import("./testing/wire.ts")).overWire(await original<object>()));

useFormRoom();

const leave = (label: string) => fireEvent.blur(fieldIn("1. What", label));
const isWrong = (label: string) => fieldIn("1. What", label).getAttribute("aria-invalid") === "true";

it("[AD65] nothing is complained of before a field is left, and then of that field only", () => {
  open(<CreatePage onSaved={() => {}} />);
  expect(document.querySelector("[aria-invalid=true]")).toBeNull();
  write("1. What", "Name", "W");
  write("1. What", "Name", "");
  expect(document.querySelector("[aria-invalid=true]")).toBeNull();
  leave("Name");
  part("1. What").getByText(/^Fill this in\. Everybody here finds/);
  expect(["Name", "Key", "Hypothesis", "Feature"].map(isWrong)).toEqual([true, false, false, false]);
  leave("Key");
  part("1. What").getByText(/^Write a key for links and events/);
  leave("Feature");
  part("1. What").getByText(/^Write the name by which the app asks for it/);
  expect(isWrong("Hypothesis")).toBe(false);
  write("1. What", "Name", "Warmer words");
  expect(["Name", "Key"].map(isWrong)).toEqual([false, false]);
});

it("[AD65] while a button is held down nothing appears that would move it; the click tells", () => {
  open(<CreatePage onSaved={() => {}} />);
  const button = screen.getByText("Add a variant");
  fireEvent.pointerDown(button);
  leave("Name");
  expect(isWrong("Name")).toBe(false);
  fireEvent.click(button);
  expect(isWrong("Name")).toBe(true);
});

it("[AD65] the button goes to the first field that is wrong, and again when it is pressed again", () => {
  open(<CreatePage onSaved={() => {}} />);
  press("Save as a draft");
  expect(document.activeElement).toBe(fieldIn("1. What", "Name"));
  write("1. What", "Name", "Warmer words");
  press("Save as a draft");
  expect(document.activeElement).toBe(fieldIn("1. What", "Hypothesis"));
  expect(asked.create).not.toHaveBeenCalled();
});
