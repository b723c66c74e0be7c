// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  AppFrame,
  Bars,
  EmptyState,
  ErrorState,
  FlywheelTheme,
  FunnelBars,
  LoadingState,
  StatNumber,
} from "./index.ts";
import { completeJsdom } from "./jsdom-page.ts";

beforeEach(() => completeJsdom());
afterEach(cleanup);
const show = (part: ReactNode) => render(<FlywheelTheme>{part}</FlywheelTheme>);

describe("FunnelBars", () => {
  const steps = [
    { key: "visited", label: "Visited", count: 1200 },
    { key: "asked", label: "Asked", count: 300 },
    { key: "kept", label: "Kept", count: 100, detail: "median 40 s" },
  ];

  it("[UI3] puts every share beside the two numbers that it is made of", () => {
    show(<FunnelBars steps={steps} unit="visitors" label="From visit to keeping" />);
    const [visited, asked, kept] = within(screen.getByRole("list", { name: "From visit to keeping" }))
      .getAllByRole("listitem")
      .map((item) => item.textContent);
    expect(visited).toContain("1,200 visitors");
    expect(asked).toContain("300 of 1,200 from Visited: 25.0 %");
    expect(kept).toContain("100 of 300 from Asked: 33.3 %");
    expect(kept).toContain("8.3 % of the first step's 1,200");
    expect(kept).toContain("median 40 s");
  });

  it("[UI3] shows no share where there is nothing to divide by", () => {
    show(<FunnelBars steps={steps.map((step) => ({ ...step, count: 0 }))} unit="visitors" label="Empty" />);
    const text = screen.getByRole("list", { name: "Empty" }).textContent;
    expect(text).toContain("0 of 0 from Visited: no share");
    expect(text).not.toMatch(/%|NaN|Infinity/);
  });
});

describe("Bars", () => {
  it("[UI3] shows a count with what it is a part of", () => {
    show(<Bars label="Variants" of={80} bars={[{ key: "a", label: "Above", count: 20 }]} />);
    expect(screen.getByRole("listitem").textContent).toMatch(/20 of 80.*25\.0 %/);
  });
});

describe("the states of a page", () => {
  it("[UI4] an error is announced and can be tried again", () => {
    const onRetry = vi.fn();
    show(<ErrorState title="The models could not be loaded" onRetry={onRetry} />);
    const alert = screen.getByRole("alert");
    expect(alert.textContent).toContain("The models could not be loaded");
    fireEvent.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it("[UI4] an error without a way to retry offers none", () => {
    show(<ErrorState title="Gone" />);
    expect(screen.getByRole("alert").textContent).toContain("Gone");
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("[UI4] loading says what is loaded, and an empty place says what would fill it", () => {
    show(<LoadingState label="Loading models" />);
    expect(screen.getByRole("status").textContent).toBe("Loading models");
    show(<EmptyState title="No pictures yet">Keep one and it appears here.</EmptyState>);
    expect(screen.getByText("Keep one and it appears here.")).toBeTruthy();
  });

  it("[UI5] a number that cannot be trusted is withheld, and zero is a number", () => {
    show(<StatNumber label="Conversion" value={null} note="3 of 100 visitors so far" />);
    expect(screen.getByText("Withheld")).toBeTruthy();
    show(<StatNumber label="Kept" value={0} />);
    expect(screen.getByText("0")).toBeTruthy();
  });
});

describe("AppFrame", () => {
  const apps = [
    { id: "home", title: "Home", href: "/", current: false },
    { id: "chat", title: "Chat", href: "/chat/", current: true },
  ];

  it("[UI6] begins with a way past the header, to the one main landmark", () => {
    const { container } = show(
      <AppFrame apps={apps} homeHref="/">
        <p>the page</p>
      </AppFrame>,
    );
    const first = container.querySelector("a, button, input");
    expect(first?.textContent).toBe("Skip to content");
    const main = screen.getByRole("main");
    expect(first?.getAttribute("href")).toBe(`#${main.id}`);
    expect(main.tabIndex).toBe(-1);
    expect(main.textContent).toBe("the page");
  });

  it("[UI6] leads to every app, and says which one this is", () => {
    show(
      <AppFrame apps={apps} homeHref="/">
        <p>the page</p>
      </AppFrame>,
    );
    for (const switcher of screen.getAllByRole("navigation", { name: "Apps" })) {
      const links = within(switcher).getAllByRole("link");
      expect(links.map((link) => link.getAttribute("href"))).toEqual(["/", "/chat/"]);
      expect(links.map((link) => link.getAttribute("aria-current"))).toEqual([null, "page"]);
    }
  });
});
