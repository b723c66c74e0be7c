// @vitest-environment jsdom
import type { EventCard } from "@flywheel/telemetry";
import { EventId } from "@flywheel/vocabulary";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { EventRow } from "./event-row.tsx";

const kept: EventCard = {
  id: EventId.parse("evt_aaaaaaaaaaaaaaaaaaaa"),
  atMs: Date.UTC(2026, 4, 14, 9, 30, 5),
  name: "output.kept",
  app: "image-studio",
  layer: "users",
  writer: "browser",
  visitor: "0f1e2d3c",
  device: "phone",
  browser: "firefox",
  bot: false,
  model: null,
  funding: null,
  experiment: null,
  variant: null,
  simulated: false,
  fields: { medium: "image" },
};

afterEach(cleanup);

it("[AD10] an event is one line until it is opened, and one line again when it is closed", () => {
  render(<EventRow event={kept} />);
  const line = screen.getByRole("button", { expanded: false });
  for (const word of ["09:30:05", "output.kept", "Users", "Studio", "0f1e2d3c"]) within(line).getByText(word);
  expect(screen.queryByText("medium")).toBeNull();

  fireEvent.click(line);
  expect(screen.getByRole("button", { expanded: true })).toBe(line);
  const details = document.getElementById(line.getAttribute("aria-controls") ?? "");
  expect(details?.textContent).toContain("mediumimage");
  expect(details?.textContent).toContain("14 May 2026, 09:30:05 UTC");

  fireEvent.click(line);
  expect(screen.queryByText("medium")).toBeNull();
});
