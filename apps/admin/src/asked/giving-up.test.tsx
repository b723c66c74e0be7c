// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { focusManager, QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AskedPanel } from "./asked-panel.tsx";
import { asking } from "./asking.ts";

/** What the server was asked, with how to answer it. */
type Call = {
  readonly of: string;
  readonly signal: AbortSignal;
  readonly answer: (text: string) => void;
  readonly fail: () => void;
};
let calls: Call[] = [];

beforeEach(() => {
  completeJsdom();
  calls = [];
});
afterEach(() => {
  cleanup();
  focusManager.setFocused(undefined);
});

function Stage() {
  const [of, setOf] = useState("phones");
  const asked = useQuery({
    ...asking,
    queryKey: [of],
    queryFn: ({ signal }) =>
      new Promise<string>((answer, fail) => calls.push({ of, signal, answer, fail: () => fail(new Error("away")) })),
  });
  return (
    <>
      <button type="button" onClick={() => setOf(of === "phones" ? "tablets" : "phones")}>
        The other
      </button>
      <AskedPanel title="Trend" lead="Of a week" what="The answer" asked={asked} onAskAgain={() => {}}>
        {(answer) => <p>{answer}</p>}
      </AskedPanel>
    </>
  );
}

function open() {
  // Another question of the same page is not given up with it, and what is no question is read whenever the window is back.
  function Beside() {
    useQuery({ ...asking, queryKey: ["beside"], queryFn: ({ signal }) => new Promise(() => besides.push(signal)) });
    useQuery({ queryKey: ["read"], queryFn: read, staleTime: 0 });
    return null;
  }
  const besides: AbortSignal[] = [];
  const read = vi.fn(() => 1);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  render(
    <QueryClientProvider client={client}>
      <FlywheelTheme>
        <Beside />
        <Stage />
      </FlywheelTheme>
    </QueryClientProvider>,
  );
  return { besides, read };
}
const button = (name: string) => screen.getByRole("button", { name });
const press = (name: string) => fireEvent.click(button(name));
const last = () => calls.at(-1) as Call;
const says = (sentence: string) => waitFor(() => expect(screen.getByRole("status").textContent).toBe(sentence));
const nothing = "Given up. Nothing is being counted.";

describe("[AD152] a question that is being counted can be given up", () => {
  it("is left on the wire, alone, says so, and is asked again only when somebody does", async () => {
    const { besides, read } = open();
    button("Give it up").focus();
    press("Give it up");
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([true]);
    expect(besides.map(({ aborted }) => aborted)).toEqual([false]);
    await says(nothing);
    expect(document.activeElement).toBe(button("Ask again"));
    expect(screen.queryByRole("button", { name: "Give it up" })).toBeNull();
    const before = read.mock.calls.length;
    act(() => focusManager.setFocused(false));
    act(() => focusManager.setFocused(true));
    await waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(before));
    expect(calls).toHaveLength(1);
    button("Ask after all").focus();
    press("Ask after all");
    await says("Counting");
    expect(document.activeElement).toBe(button("Ask again"));
    last().answer("forty");
    await screen.findByText("forty");
    await says("Answered");
    expect(calls).toHaveLength(2);
  });

  it("keeps the answer that was there", async () => {
    open();
    last().answer("forty");
    await screen.findByText("forty");
    press("Ask again");
    await screen.findByRole("button", { name: "Give it up" });
    press("Give it up");
    await says("Given up. This is still the answer that was there.");
    screen.getByText("forty");
    press("Ask again");
    await says("Counting");
    // The same answer once more is an answer.
    last().answer("forty");
    await says("Answered");
    expect(screen.queryByRole("button", { name: "Ask after all" })).toBeNull();
  });

  it("keeps the answer to the question before, until another is asked", async () => {
    open();
    last().answer("forty");
    await screen.findByText("forty");
    press("The other");
    await says("Still the answer to the question before. The new one is being counted.");
    press("Give it up");
    expect(last()).toMatchObject({ of: "tablets", signal: { aborted: true } });
    await says("Given up. This is still the answer to the question before.");
    screen.getByText("forty");
    // Back to what is answered already: nothing is asked, and nothing is given up any more.
    press("The other");
    await says("Answered");
    expect(calls).toHaveLength(2);
  });

  it("also where it had failed before", async () => {
    open();
    last().fail();
    await screen.findByRole("alert");
    button("Try again").focus();
    press("Try again");
    await says("Counting");
    expect(document.activeElement).toBe(button("Ask again"));
    press("Give it up");
    await says(nothing);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
