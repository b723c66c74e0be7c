// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { mondayMs } from "./invented-answer.ts";
import { address, asked, emptyTiming, open, timingOverWire } from "./testing/open-timing.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => timingOverWire,
}));

beforeEach(emptyTiming);
afterEach(cleanup);

const form = () => screen.getByRole("form", { name: "Declare a segment" });
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });
function write(segment: string, at: string) {
  fireEvent.change(screen.getByLabelText("Segment to declare"), { target: { value: segment } });
  fireEvent.change(screen.getByLabelText(/^Declared at \(UTC\)/), { target: { value: at } });
}

it("[AD157] refuses what is declared already and says why; another moment is taken", () => {
  open({ declared: [{ segment: "phones", atMs: mondayMs }] });
  within(form()).getByText(/word of whoever writes it: nothing keeps it/);
  write("phones", "2026-06-01T00:00");
  expect(screen.queryByRole("alert")).toBeNull();
  fireEvent.submit(form());
  expect(screen.getByRole("alert").textContent).toMatch(/^On a phone is declared at that moment already/);
  expect(address()).toEqual({ declared: [{ segment: "phones", atMs: mondayMs }] });
  write("phones", "2026-06-01T00:01");
  expect(screen.queryByRole("alert")).toBeNull();
  fireEvent.submit(form());
  expect(screen.queryByRole("alert")).toBeNull();
  expect(address().declared).toHaveLength(2);
});

it("[AD157] [AD123] says that no more can be declared, and of no moment that one is needed", () => {
  open({ declared: Array.from({ length: 20 }, (_, atMs) => ({ segment: "phones", atMs })) });
  write("payers", "2026-06-01T00:00");
  fireEvent.submit(form());
  expect(screen.getByRole("alert").textContent).toMatch(/^20 are declared already/);
  expect(address().declared).toHaveLength(20);
  write("payers", "");
  expect(screen.getByRole("alert").textContent).toMatch(/a moment from 1970 on/);
});

it("[AD157] removing one leaves the keyboard in the form", () => {
  open({
    declared: [
      { segment: "phones", atMs: mondayMs },
      { segment: "payers", atMs: mondayMs },
    ],
  });
  const remove = button(/^Remove On a phone/);
  remove.focus();
  fireEvent.click(remove);
  expect(address()).toEqual({ declared: [{ segment: "payers", atMs: mondayMs }] });
  expect(document.activeElement).toBe(button("Declare"));
});

it("[AD157] a survey that is entered is asked about and keeps the keyboard", async () => {
  open({ survey: "first" });
  const survey = screen.getByLabelText<HTMLInputElement>("Survey");
  expect(survey.value).toBe("first");
  const described = survey.getAttribute("aria-describedby")?.split(" ") ?? [];
  expect(described.map((id) => document.getElementById(id)?.textContent)).toContain(
    "The survey key of its survey.answered events.",
  );
  survey.focus();
  fireEvent.change(survey, { target: { value: "second" } });
  fireEvent.keyDown(survey, { key: "Enter" });
  expect(address()).toEqual({ survey: "second" });
  expect(screen.getByLabelText("Survey")).toBe(survey);
  expect(document.activeElement).toBe(survey);
  await vi.waitFor(() => expect(asked()).toMatchObject({ survey: "second" }));
});
