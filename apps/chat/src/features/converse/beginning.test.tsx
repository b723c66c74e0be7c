// @vitest-environment jsdom
import { ExperimentsProvider } from "@flywheel/experiments/react";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Beginning } from "./beginning.tsx";
import { examples, openings } from "./examples.ts";

beforeEach(() => {
  completeJsdom();
});
afterEach(() => {
  cleanup();
});

function open(value: unknown) {
  const [onAsk, onOpen] = [vi.fn(), vi.fn()];
  render(
    <FlywheelTheme>
      <ExperimentsProvider
        visitorId="vis_aaaaaaaaaaaaaaaaaaaa"
        payload={value === undefined ? {} : { "chat.beginning": { defaultValue: value } }}
        url="https://example.org/chat/"
        recordExposure={() => {}}
        remember={false}
      >
        <Beginning onAsk={onAsk} onOpen={onOpen} />
      </ExperimentsProvider>
    </FlywheelTheme>,
  );
  const ways = screen.getAllByRole("button");
  return { onAsk, onOpen, ways, texts: ways.map(({ textContent }) => textContent) };
}

describe("[CH13] the ways to begin", () => {
  it.each([undefined, "questions", "something newer"])("are whole questions that are asked at once (%j)", (value) => {
    const { onAsk, onOpen, ways, texts } = open(value);
    expect(texts).toEqual(examples);
    fireEvent.click(ways[1] as HTMLElement);
    expect(onAsk.mock.calls).toEqual([[examples[1]]]);
    expect(onOpen).not.toHaveBeenCalled();
  });

  it("are beginnings that are written on in the variant that tries it", () => {
    const { onAsk, onOpen, ways, texts } = open("openings");
    expect(texts).toEqual(openings);
    fireEvent.click(ways[2] as HTMLElement);
    expect(onOpen.mock.calls).toEqual([[openings[2]]]);
    expect(onAsk).not.toHaveBeenCalled();
  });

  it("stand behind one sentinel, at the same place in both", () => {
    const places = ["questions", "openings"].map((value) => {
      open(value);
      const sentinels = document.querySelectorAll('[data-exposure="chat.beginning"]');
      const place = [sentinels.length, sentinels[0]?.previousElementSibling?.textContent, sentinels[0]?.outerHTML];
      cleanup();
      return place;
    });
    expect(places[0]).toEqual(places[1]);
    expect(places[0]?.[0]).toBe(1);
  });
});
