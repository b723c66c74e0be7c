// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { inventAnswer } from "./invented-answer.ts";
import { address, answers, asked, emptyTiming, open, timingOverWire } from "./testing/open-timing.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => timingOverWire,
}));

beforeEach(emptyTiming);
afterEach(cleanup);

const form = () => screen.getByRole("form", { name: "Targets" });
const field = (layer: string) => within(form()).getByLabelText<HTMLInputElement>(layer);
const write = (layer: string, value: string) => fireEvent.change(field(layer), { target: { value } });

it("[AD147] [AD149] a target that is stated reaches the question and the address, beside what else was chosen", async () => {
  open({ incentives: "grants" });
  await vi.waitFor(() => expect(field("Compute").placeholder).toBe("usual: 60"));
  expect(asked()?.targets).toEqual({});
  write("Compute", "80");
  write("Users", "42.5");
  const users = field("Users");
  users.focus();
  fireEvent.submit(form());
  expect(document.activeElement).toBe(users);
  expect(address()).toEqual({ incentives: "grants", targets: { compute: 0.8, users: 0.425 } });
  await vi.waitFor(() => expect(asked()?.targets).toEqual({ compute: 0.8, users: 0.425 }));
});

it("[AD147] an address with targets asks for them, and going back asks for the usual ones", async () => {
  open({ targets: { compute: 0.8, trust: 7 } });
  await vi.waitFor(() => expect(asked()?.targets).toEqual({ compute: 0.8 }));
  expect(field("Compute").value).toBe("80");
  expect(field("Trust").value).toBe("");
  fireEvent.click(within(form()).getByRole("button", { name: "Back to the usual targets" }));
  expect(address()).toEqual({});
  expect(field("Compute").value).toBe("");
  await vi.waitFor(() => expect(asked()?.targets).toEqual({}));
});

it("[AD147] what is no share is refused in its field, and asks nothing", () => {
  open();
  write("Compute", "140");
  expect(field("Compute").getAttribute("aria-invalid")).toBe("true");
  within(form()).getByText("From 0 to 100");
  fireEvent.submit(form());
  expect(address()).toEqual({});
});

it("[AD148] says what targets decide here, and by which the answer is", async () => {
  open();
  screen.getByText(/decide only how much of all opportunity is supply's.*no curve and no signal depends on them/);
  await screen.findByText(/counted up to the usual targets\./);
  cleanup();
  const { question } = inventAnswer();
  answers({ question: { ...question, targets: { compute: 0.8, users: 0.425 } } });
  open();
  await screen.findByText(/counted up to stated targets: Compute 80\.0 %, Users 42\.5 %; the others are usual\./);
});
