// @vitest-environment jsdom
import { ExperimentsProvider } from "@flywheel/experiments/react";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import type { Bootstrap } from "@flywheel/vocabulary";
import { cleanup, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppBoundary } from "./app-boundary.tsx";
import { BootstrapContext } from "./bootstrap.ts";
import { BrokenStart } from "./broken-start.tsx";
import { OwnBuild, recordBuildFailure, tellBroken } from "./own-build.tsx";

beforeEach(() => {
  completeJsdom();
});
afterEach(() => {
  cleanup();
  document.head.replaceChildren();
  history.replaceState(null, "", "/");
  vi.restoreAllMocks();
});

const heard = () => {
  const said: string[] = [];
  for (const what of ["started", "broken"]) window.addEventListener(`flywheel:${what}`, () => said.push(what));
  return said;
};
const bootstrap = { features: { "chat.build": { defaultValue: "current" } } } as unknown as Bootstrap;
const show = (child: ReactNode) =>
  render(
    <ExperimentsProvider
      visitorId="vis_aaaaaaaaaaaaaaaaaaaa"
      payload={{}}
      url=""
      remember={false}
      recordExposure={() => {}}
    >
      <FlywheelTheme>
        <AppBoundary onFailed={tellBroken}>
          <BootstrapContext value={bootstrap}>
            <OwnBuild app="chat">{child}</OwnBuild>
          </BootstrapContext>
        </AppBoundary>
      </FlywheelTheme>
    </ExperimentsProvider>,
  );

describe("a page that the current build fills in for", () => {
  it("[HO15] says so once, and takes the mark out of its address only", () => {
    document.head.innerHTML = '<meta name="flywheel-build-failed" content="studio-look bold-arm bold">';
    history.replaceState(null, "", "/studio/a?key=1&build-fallback=bold#there");
    const record = vi.fn();
    recordBuildFailure(record);
    recordBuildFailure(record);
    expect(record.mock.calls).toEqual([
      ["variant.failed", { experiment: "studio-look", variant: "bold-arm", build: "bold" }],
    ]);
    expect(location.pathname + location.search + location.hash).toBe("/studio/a?key=1#there");
  });

  it("[HO15] and any other page says nothing", () => {
    const record = vi.fn();
    recordBuildFailure(record);
    expect(record).not.toHaveBeenCalled();
  });
});

describe("the guard", () => {
  it("[HO16] hears that an app was shown, whose place is marked for who is counted", () => {
    const said = heard();
    const { container } = show(<p>here</p>);
    expect(said).toEqual(["started"]);
    expect(container.querySelector('[data-exposure="chat.build"]')).not.toBeNull();
  });

  it("[HO16] hears that it broke, and not that it started", () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const said = heard();
    const Broken = () => {
      throw new Error("at once");
    };
    show(<Broken />);
    expect(said).toEqual(["broken"]);
  });

  it("[HO16] hears that a page is here which only waits for the server", () => {
    const said = heard();
    render(
      <FlywheelTheme>
        <BrokenStart app="chat" onStarted={() => {}} />
      </FlywheelTheme>,
    );
    expect(said).toEqual(["started"]);
  });
});
