// @vitest-environment jsdom
import { act, fireEvent, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { CreatePage } from "./create-page.tsx";
import { asked, created, fieldIn, open, useFormRoom } from "./testing/form-room.tsx";

vi.mock("@flywheel/host", async (original) => (await import("./testing/wire.ts")).overWire(await original<object>()));

useFormRoom();

/** Where Tab goes, in its order: a browser's rule, which jsdom does not have. */
function stops(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, [tabindex]")];
  return all.filter((it) => it.tabIndex >= 0 && !it.matches(":disabled, [type=hidden]"));
}
const nameOf = (it: HTMLElement) =>
  it.getAttribute("aria-label") ??
  (it as HTMLInputElement).labels?.[0]?.textContent ??
  (it.textContent || it.getAttribute("role") || it.tagName);

/** Tab until a stop of this name; nothing is reached by its place. */
function tabTo(name: string | RegExp): HTMLElement {
  const from = stops().indexOf(document.activeElement as HTMLElement);
  const next = stops()
    .slice(from + 1)
    .find((it) => (typeof name === "string" ? nameOf(it) === name : name.test(nameOf(it))));
  if (!next) throw new Error(`no Tab leads from here to ${name}`);
  act(() => next.focus());
  return next;
}
const type = (name: string, text: string) => fireEvent.change(tabTo(name), { target: { value: text } });
/** Enter or Space on a button is a click without a pointer. */
const enter = (name: string | RegExp) => {
  const at = tabTo(name);
  fireEvent.keyDown(at, { key: "Enter" });
  fireEvent.click(at, { detail: 0 });
};

it("[AD73] every stop of the keyboard has a name, in the order of the page, and nothing stands outside of it", () => {
  open(<CreatePage onSaved={() => {}} />);
  for (const stop of stops()) {
    expect(stop.tabIndex, nameOf(stop)).toBe(0);
    expect(nameOf(stop).trim(), stop.outerHTML.slice(0, 200)).not.toBe("");
  }
  const names = stops().map(nameOf);
  const order = ["Name", "Key", "Hypothesis", "App", "Coverage, in %", "Primary metric", "Alpha", "Planned visitors"];
  expect(order.map((name) => names.indexOf(name))).toEqual(
    order.map((name) => names.indexOf(name)).toSorted((a, b) => a - b),
  );
  expect(order.every((name) => names.includes(name))).toBe(true);
  expect(names.at(-1)).toBe("Save as a draft");
});

it("[AD73] an experiment is written, with a variant and a segment of its own, and saved by the keyboard alone", async () => {
  open(<CreatePage onSaved={() => {}} />);
  type("Name", "Warmer words");
  type("Hypothesis", "More keep a picture.");
  type("Feature", "studio.words");
  enter("Add a variant");
  enter("Add a segment of its own");
  // The keyboard is in what was opened, and back at its button once that is closed.
  expect(document.activeElement).toBe(screen.getByLabelText("Name of the segment"));
  fireEvent.change(document.activeElement as HTMLElement, { target: { value: "Phones only" } });
  enter("Phone");
  enter("Add the segment");
  expect(isAt("Add a segment of its own")).toBe(true);
  tabTo("Save as a draft");
  const draft = await created();
  expect(draft.variants).toHaveLength(3);
  expect(draft.measurement.segments).toEqual(["phones-only"]);
});

it("[AD73] what is removed leaves the keyboard in the form, beside where it was", () => {
  open(<CreatePage onSaved={() => {}} />);
  enter("Add a variant");
  pressBack("Remove Variant 3");
  expect(isAt("Add a variant")).toBe(true);
  enter("Add a step that widens it");
  pressBack("Remove step 1");
  expect(isAt("Add a step that widens it")).toBe(true);
  expect(asked.create).not.toHaveBeenCalled();
  expect(fieldIn("1. What", "Name").value).toBe("");
});

/** Not by the text of where it is: that can be the whole page. */
const isAt = (name: string) => document.activeElement !== document.body && document.activeElement?.textContent === name;

/** The same with Shift and Tab. */
function pressBack(name: string): void {
  const from = stops().indexOf(document.activeElement as HTMLElement);
  const before = stops()
    .slice(0, from < 0 ? undefined : from)
    .findLast((it) => nameOf(it) === name);
  if (!before) throw new Error(`no Shift and Tab leads from here to ${name}`);
  act(() => before.focus());
  fireEvent.click(before, { detail: 0 });
}
