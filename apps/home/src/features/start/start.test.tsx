// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { appIds, apps } from "@flywheel/vocabulary/apps";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppCards } from "./app-cards.tsx";
import { readNetwork } from "./use-network-status.ts";
import { WhatThisIs } from "./what-this-is.tsx";

beforeEach(() => completeJsdom());
afterEach(cleanup);

describe("the front page", () => {
  it("[HM1] says in three sentences what this is, and that the network is a mock", () => {
    const { container } = render(
      <FlywheelTheme>
        <WhatThisIs />
      </FlywheelTheme>,
    );
    const text = container.querySelector("p")?.textContent ?? "";
    expect(text.match(/[.!?](\s|$)/g)).toHaveLength(3);
    expect(text).toContain("mock");
  });

  it("[HM2] leads to every app for visitors but itself, and to no other", () => {
    render(
      <FlywheelTheme>
        <AppCards />
      </FlywheelTheme>,
    );
    const offered = appIds.filter((id) => apps[id].audience === "visitors" && apps[id].path !== "/");
    expect(offered.length).toBeGreaterThan(1);
    expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual(
      offered.map((id) => `${apps[id].path}/`),
    );
  });
});

describe("the line about the network", () => {
  it("[HM3] reads the health report", () => {
    const report = { ok: true, network: { ok: true, nodes: 12, active: 11, models: 14 } };
    expect(readNetwork(report)).toEqual({ nodes: 12, active: 11, models: 14 });
  });

  it.each([null, "down", {}, { network: null }, { network: { nodes: 1, active: "1", models: 2 } }])(
    "[HM3] says nothing of a report like %j",
    (report) => {
      expect(readNetwork(report)).toBeNull();
    },
  );
});
