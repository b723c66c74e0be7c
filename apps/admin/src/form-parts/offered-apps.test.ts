import { expect, it } from "vitest";
import { offeredApps } from "./offered-apps.ts";

it("[AD66] an app of staff is offered only where it is written down already, so that no field hides what it holds", () => {
  expect(offeredApps()).toEqual(["home", "image-studio", "chat"]);
  expect(offeredApps(["admin"])).toContain("admin");
});
