// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Asked, AskedPanel } from "./asked-panel.tsx";

beforeEach(() => completeJsdom());
afterEach(cleanup);

const refetch = vi.fn();
const onAskAgain = vi.fn();
const failed = (code: string, message: string) => Object.assign(new Error(message), { data: { code } });

function open(of: Partial<Asked<string>>) {
  const asked = { data: undefined, error: null, isFetching: false, isPlaceholderData: false, refetch, ...of };
  render(
    <FlywheelTheme>
      <AskedPanel title="Verdict" lead="Of a week" what="The flywheel" asked={asked} onAskAgain={onAskAgain}>
        {(answer) => <p>{answer}</p>}
      </AskedPanel>
    </FlywheelTheme>,
  );
}

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
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(refetch).toHaveBeenCalled();
  });
});
