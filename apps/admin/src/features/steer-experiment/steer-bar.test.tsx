// @vitest-environment jsdom
import { type ExperimentDefinition, seeds } from "@flywheel/experiments";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import type { StaffRole } from "@flywheel/vocabulary";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { ComponentProps } from "react";
import { afterEach, beforeEach, expect, it, type Mock, vi } from "vitest";
import { PersonContext } from "../../signed-in/person.ts";
import { SteerBar } from "./steer-bar.tsx";
import { type Step, stepWords } from "./steps.ts";

const asked = vi.hoisted(() => {
  const steps = ["submit", "approve", "withdraw", "start", "pause", "resume", "widen", "stop", "archive", "delete"];
  return Object.fromEntries(steps.map((step) => [step, vi.fn()])) as Record<Step, Mock>;
});

/** The server's side of the wire. */
vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => ({ experiments: { pathKey: () => ["experiments"] } }),
  useTRPCClient: () => ({
    experiments: Object.fromEntries(Object.entries(asked).map(([step, mutate]) => [step, { mutate }])),
  }),
}));
vi.mock("@tanstack/react-router", () => ({
  Link: ({ to, params: _, ...props }: ComponentProps<"a"> & { to: string; params: object }) => (
    <a href={to} {...props} />
  ),
}));

beforeEach(() => {
  completeJsdom();
  for (const ask of Object.values(asked)) ask.mockReset().mockResolvedValue({});
});
afterEach(cleanup);

const [seed] = seeds;
if (!seed) throw new Error("no seed");

function open(role: StaffRole, given: Partial<ExperimentDefinition> = {}, onDeleted = () => {}) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <FlywheelTheme>
        <PersonContext value={{ id: "a", name: "Ada", email: "ada@example.org", role }}>
          <SteerBar experiment={{ ...seed, ...given } as ExperimentDefinition} onDeleted={onDeleted} />
        </PersonContext>
      </FlywheelTheme>
    </QueryClientProvider>,
  );
}
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

it("[AD48] a viewer is told who acts, and has no button", () => {
  open("viewer");
  screen.getByText(/You are viewer.*Editors and owners act on it/);
  expect(screen.queryByRole("button")).toBeNull();
});

it("[AD49] a stop is sent with its reason and the revision that was read, and not without a reason", async () => {
  open("editor", { revision: 7 });
  press("Stop");
  const dialog = await screen.findByRole("dialog");
  fireEvent.submit(dialog.querySelector("form") as HTMLFormElement);
  await screen.findByText("Say why.");
  expect(asked.stop).not.toHaveBeenCalled();
  fireEvent.change(screen.getByRole("textbox", { name: /Why/ }), { target: { value: " it hurts " } });
  fireEvent.submit(dialog.querySelector("form") as HTMLFormElement);
  await waitFor(() => expect(asked.stop).toHaveBeenCalledWith({ key: seed.key, revision: 7, because: "it hurts" }));
});

it("[AD42] a refusal is told in the server's words", async () => {
  const message = "somebody else changed it since you read it (revision 9 now); read it again";
  asked.pause.mockRejectedValue(Object.assign(new Error(message), { data: { code: "CONFLICT" } }));
  open("editor");
  press("Pause");
  const dialog = await screen.findByRole("dialog");
  fireEvent.submit(dialog.querySelector("form") as HTMLFormElement);
  await screen.findByText(/Somebody else changed it since you read it/);
});

it("[AD48] what was never started can be deleted, and then the page is left", async () => {
  const left = vi.fn();
  open("owner", { state: "draft", phases: [] }, left);
  press("Delete");
  const dialog = await screen.findByRole("dialog");
  fireEvent.submit(dialog.querySelector("form") as HTMLFormElement);
  await waitFor(() => expect(left).toHaveBeenCalled());
});

const given = {
  submit: "draft",
  withdraw: "review",
  approve: "review",
  start: "ready",
  pause: "running",
  resume: "paused",
  archive: "decided",
} as const;

it.each(Object.entries(given) as [keyof typeof given, ExperimentDefinition["state"]][])(
  "[AD72] to %s is sent as itself, with the revision that was read, after what it does was said",
  async (step, state) => {
    const { label, says } = stepWords[step];
    open("editor", { state, revision: 3 });
    press(label);
    await screen.findByText(says);
    fireEvent.submit(document.querySelector("form") as HTMLFormElement);
    await waitFor(() => expect(asked[step]).toHaveBeenCalledWith({ key: seed.key, revision: 3 }));
    for (const other of Object.keys(asked) as Step[]) if (other !== step) expect(asked[other]).not.toHaveBeenCalled();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  },
);

it("[AD72] a widening sends a share that is larger than before, and says so where it is not", async () => {
  open("editor", { coverage: 0.2, revision: 3 });
  press("Widen");
  await screen.findByRole("dialog");
  const coverage = () => screen.getByLabelText<HTMLInputElement>("Coverage, in %");
  expect(coverage().value).toBe("40");
  fireEvent.change(coverage(), { target: { value: "20" } });
  const submit = () => fireEvent.submit(document.querySelector("form") as HTMLFormElement);
  submit();
  await screen.findByText("More than 20, and 100 at most.");
  expect(asked.widen).not.toHaveBeenCalled();
  fireEvent.change(coverage(), { target: { value: "55" } });
  submit();
  await waitFor(() => expect(asked.widen).toHaveBeenCalledWith({ key: seed.key, revision: 3, coverage: 0.55 }));
});

it("[AD72] leaving the dialog sends nothing", async () => {
  open("editor");
  press("Pause");
  await screen.findByRole("dialog");
  press("Leave it");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(asked.pause).not.toHaveBeenCalled();
});
