// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Asked, AskedPanel } from "./asked-panel.tsx";

const refetch = vi.fn();
const onAskAgain = vi.fn();
beforeEach(() => {
  completeJsdom();
  refetch.mockReset();
  onAskAgain.mockReset();
});
afterEach(cleanup);

const failed = (code: string, message: string) => Object.assign(new Error(message), { data: { code } });
const status = () => screen.getByRole("status");

function panelOf(of: Partial<Asked<string>>) {
  const asked = { data: undefined, error: null, isFetching: false, isPlaceholderData: false, refetch, ...of };
  return (
    <QueryClientProvider client={new QueryClient()}>
      <FlywheelTheme>
        <AskedPanel title="Verdict" lead="Of a week" what="The flywheel" asked={asked} onAskAgain={onAskAgain}>
          {(answer) => <p>{answer}</p>}
        </AskedPanel>
      </FlywheelTheme>
    </QueryClientProvider>
  );
}
const open = (of: Partial<Asked<string>>) => render(panelOf(of));

describe("[AD135] every question says in the same words how far it is", () => {
  it("while it is counted", () => {
    open({ isFetching: true });
    screen.getByText("Counting");
  });

  it("the answer before stays and says that it is that", () => {
    open({ data: "forty", isFetching: true, isPlaceholderData: true });
    screen.getByText("forty");
    screen.getByText("Still the answer to the question before. The new one is being counted.");
  });

  it("an answer is shown alone, and can be asked for anew, up to now", () => {
    open({ data: "forty" });
    expect(screen.queryByText(/question before/)).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Ask again" }));
    expect(onAskAgain).toHaveBeenCalledOnce();
    expect(refetch).toHaveBeenCalledOnce();
  });

  it("what asks for too much is told in the server's words, and not offered again", () => {
    open({ error: failed("UNPROCESSABLE_CONTENT", "the trend took more than 30 seconds: ask for less time") });
    screen.getByText("The trend took more than 30 seconds: ask for less time.");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("what failed is told without its insides, and can be tried again", () => {
    open({ error: failed("INTERNAL_SERVER_ERROR", "secret insides") });
    screen.getByText("The flywheel could not be read");
    expect(screen.queryByText(/secret/)).toBeNull();
    expect(refetch).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(refetch).toHaveBeenCalledOnce();
  });
});

describe("[AD153] how far a question is is said in one place that stays", () => {
  it("from counting to answered, and of another question, in the same element", () => {
    const { rerender } = open({ isFetching: true });
    const place = status();
    expect(place.textContent).toBe("Counting");
    rerender(panelOf({ data: "forty" }));
    expect(status().textContent).toBe("Answered");
    rerender(panelOf({ data: "forty", isFetching: true }));
    expect(status().textContent).toBe("Counting");
    rerender(panelOf({ data: "forty", isFetching: true, isPlaceholderData: true }));
    expect(status().textContent).toMatch(/^Still the answer to the question before\. The new one/);
    rerender(panelOf({ data: "fifty" }));
    expect(status().textContent).toBe("Answered");
    expect(status()).toBe(place);
  });

  it("and nothing around it says that it is busy, which would keep it from being heard", () => {
    open({ data: "forty", isFetching: true });
    expect(status().closest("[aria-busy=true]")).toBeNull();
    expect(screen.getByText("forty").closest("[aria-busy=true]")).not.toBeNull();
  });
});

describe("[AD153] what failed keeps the answer that is there, under the error", () => {
  const error = failed("INTERNAL_SERVER_ERROR", "secret");
  const isBefore = (above: HTMLElement, below: HTMLElement) =>
    (above.compareDocumentPosition(below) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

  it("of the same question", () => {
    open({ data: "forty", error });
    expect(isBefore(screen.getByRole("alert"), screen.getByText("forty"))).toBe(true);
    expect(status().textContent).toBe("Still the answer that was there.");
  });

  it("of the question before, where the period has moved on or asks for too much", () => {
    const { rerender } = open({ data: "forty" });
    for (const code of ["INTERNAL_SERVER_ERROR", "UNPROCESSABLE_CONTENT"]) {
      rerender(panelOf({ error: failed(code, "less") }));
      expect(isBefore(screen.getByRole("alert"), screen.getByText("forty"))).toBe(true);
      expect(status().textContent).toBe("Still the answer to the question before.");
    }
    rerender(panelOf({ data: "fifty" }));
    expect(screen.queryByText("forty")).toBeNull();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("and alone where there was none", () => {
    open({ error });
    expect(status().textContent).toBe("");
  });
});

describe("[AD154] the keyboard stays in a panel", () => {
  const button = (name: string) => screen.getByRole("button", { name });

  it("a button that waits keeps it, says that it is busy, and does nothing", () => {
    const { rerender } = open({ data: "forty" });
    button("Ask again").focus();
    rerender(panelOf({ data: "forty", isFetching: true }));
    expect(document.activeElement).toBe(button("Ask again"));
    expect(button("Ask again").getAttribute("aria-disabled")).toBe("true");
    expect(button("Ask again").getAttribute("aria-busy")).toBe("true");
    expect(button("Ask again").hasAttribute("disabled")).toBe(false);
    fireEvent.click(button("Ask again"));
    expect(refetch).not.toHaveBeenCalled();
    expect(onAskAgain).not.toHaveBeenCalled();
  });

  it("a refresh that failed is tried again under the same keyboard, which is at Ask again once it is answered", () => {
    const { rerender } = open({ data: "forty", error: failed("CONFLICT", "no") });
    button("Try again").focus();
    rerender(panelOf({ data: "forty", error: failed("CONFLICT", "no"), isFetching: true }));
    expect(document.activeElement).toBe(button("Try again"));
    fireEvent.click(button("Try again"));
    expect(refetch).not.toHaveBeenCalled();
    rerender(panelOf({ data: "fifty" }));
    expect(document.activeElement).toBe(button("Ask again"));
  });

  it.each(["Give it up", "Ask again"])("and is at Ask again after an answer that came while it was at %s", (name) => {
    const { rerender } = open({ isFetching: true });
    button(name).focus();
    rerender(panelOf({ data: "forty" }));
    expect(document.activeElement).toBe(button("Ask again"));
  });

  it("and is left alone where it was elsewhere", () => {
    const { rerender } = open({ isFetching: true });
    rerender(panelOf({ data: "forty" }));
    expect(document.activeElement).toBe(document.body);
  });
});
