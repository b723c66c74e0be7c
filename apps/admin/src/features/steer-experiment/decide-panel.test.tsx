// @vitest-environment jsdom
import { type ExperimentDefinition, seeds } from "@flywheel/experiments";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { DecidePanel } from "./decide-panel.tsx";

const asked = vi.hoisted(() => ({ decide: vi.fn(), readout: vi.fn() }));

/** The server's side of the wire. */
vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => ({
    experiments: {
      pathKey: () => ["experiments"],
      readout: {
        queryOptions: (input: unknown) => ({ queryKey: ["readout", input], queryFn: () => asked.readout(input) }),
      },
      decide: {
        mutationOptions: (options: object) => ({ ...options, mutationFn: (input: unknown) => asked.decide(input) }),
      },
    },
  }),
}));

const says = (outcome: string, rule: string, variant: string | null = null) =>
  asked.readout.mockResolvedValue({ verdict: { outcome, rule, variant, daysLeft: 0 } });

beforeEach(() => {
  completeJsdom();
  asked.decide.mockReset().mockResolvedValue({});
  asked.readout.mockReset();
  says("ship", "primary-better", "warmer");
});
afterEach(cleanup);

const [seed] = seeds;
if (!seed) throw new Error("no seed");
const stopped: ExperimentDefinition = {
  ...seed,
  state: "stopped",
  revision: 7,
  phase: 2,
  variants: ["control", "warmer", "colder"].map((key) => ({ key, name: key, value: key, weight: 1 / 3 })),
};

const open = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <FlywheelTheme>
        <DecidePanel experiment={stopped} />
      </FlywheelTheme>
    </QueryClientProvider>,
  );
const submit = () => fireEvent.submit(document.querySelector("form") as HTMLFormElement);
const reason = (text: string) => fireEvent.change(screen.getByLabelText("Reason"), { target: { value: text } });
const ship = (variant: string) =>
  fireEvent.change(screen.getByLabelText("Variant to ship"), { target: { value: variant } });
const stay = () => fireEvent.click(screen.getByRole("radio", { name: "Stay with control" }));
const sent = async () => {
  submit();
  await waitFor(() => expect(asked.decide).toHaveBeenCalled());
  return asked.decide.mock.calls[0]?.[0];
};

it("[AD60] the readout that is asked is of the present phase and of real visitors", async () => {
  open();
  screen.getByText("Reading what the readout says");
  await waitFor(() => expect(screen.queryByText("Reading what the readout says")).toBeNull());
  expect(asked.readout).toHaveBeenCalledWith({ key: seed.key, phase: 2, simulated: false });
});

it("[AD60] shipping sends the variant that is chosen, with the reason and the revision that was read", async () => {
  open();
  const offered = [...screen.getByLabelText<HTMLSelectElement>("Variant to ship").options].map(({ value }) => value);
  expect(offered).toEqual(["warmer", "colder"]);
  ship("colder");
  await screen.findByText(/would ship another variant/);
  reason("  it reads better ");
  expect(await sent()).toEqual({
    key: seed.key,
    revision: 7,
    outcome: "ship",
    variant: "colder",
    reason: "it reads better",
  });
});

it("[AD60] staying sends control, whatever was chosen to ship before", async () => {
  open();
  ship("colder");
  stay();
  expect(screen.queryByLabelText("Variant to ship")).toBeNull();
  await screen.findByText(/The readout says to ship, and this is the opposite/);
  reason("too early");
  expect(await sent()).toMatchObject({ outcome: "stop", variant: "control", reason: "too early" });
});

it("[AD60] what agrees with the readout has no warning", async () => {
  open();
  await waitFor(() => expect(screen.queryByText("Reading what the readout says")).toBeNull());
  expect(screen.queryByText("Against the readout")).toBeNull();
  stay();
  await screen.findByText("Against the readout");
});

it("[AD60] undecided and withheld results warn, whatever is decided", async () => {
  says("keep-running", "not-decided-yet");
  open();
  await screen.findByText(/it has found nothing sure yet/);
  cleanup();
  says("withheld", "health-broken");
  open();
  await screen.findByText(/this rests on nothing that was measured/);
  stay();
  screen.getByText(/this rests on nothing that was measured/);
});

it("[AD49] without a reason nothing is sent, and spaces are none", async () => {
  open();
  reason("   ");
  expect(screen.queryByText("Say why.")).toBeNull();
  submit();
  await screen.findByText("Say why.");
  expect(asked.decide).not.toHaveBeenCalled();
});

it("[AD42] a refusal is told in the server's words, and what was written stays", async () => {
  asked.decide.mockRejectedValue(
    Object.assign(new Error("no decision before 7 full days"), { data: { code: "PRECONDITION_FAILED" } }),
  );
  open();
  reason("now");
  submit();
  await screen.findByText("No decision before 7 full days.");
  expect(screen.getByLabelText<HTMLTextAreaElement>("Reason").value).toBe("now");
});

it("[AD68] a readout that cannot be read says so and is asked again, and hides no form", async () => {
  asked.readout.mockRejectedValueOnce(new Error("away"));
  open();
  await screen.findByText("What the readout says could not be read");
  screen.getByLabelText("Reason");
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.queryByText("What the readout says could not be read")).toBeNull());
  expect(asked.readout).toHaveBeenCalledTimes(2);
});
