// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppBoundary } from "./app-boundary.tsx";
import { BrokenStart } from "./broken-start.tsx";

beforeEach(() => completeJsdom());
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
const bootstrapScript = () => document.head.querySelector('script[src="/api/bootstrap.js?app=chat"]');

describe("a page that comes up while the server is away", () => {
  it("[HO9] says so, and starts without a reload when the server is back", async () => {
    const onStarted = vi.fn();
    render(
      <FlywheelTheme>
        <BrokenStart app="chat" onStarted={onStarted} />
      </FlywheelTheme>,
    );
    expect(screen.getByRole("alert").textContent).toContain("This page could not start");

    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    bootstrapScript()?.dispatchEvent(new Event("error"));
    await waitFor(() => expect(bootstrapScript()).toBeNull());
    expect(onStarted).not.toHaveBeenCalled();

    const bootstrap = { visitorId: "vis_aaaaaaaaaaaaaaaaaaaa" };
    await waitFor(() => expect(screen.getByRole("button", { name: "Try again" })).toHaveProperty("disabled", false));
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    vi.stubGlobal("__flywheel", bootstrap);
    bootstrapScript()?.dispatchEvent(new Event("load"));
    await waitFor(() => expect(onStarted).toHaveBeenCalledWith(bootstrap));
  });
});

describe("a page that breaks", () => {
  it("[HO10] is told once to telemetry, and leaves the visitor a way on", () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const onFailed = vi.fn();
    const Broken = () => {
      throw new Error("a detail that is nobody's business");
    };
    render(
      <FlywheelTheme>
        <AppBoundary onFailed={onFailed}>
          <Broken />
        </AppBoundary>
      </FlywheelTheme>,
    );
    expect(onFailed).toHaveBeenCalledTimes(1);
    expect(screen.getByRole("alert").textContent).not.toContain("detail");
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});
