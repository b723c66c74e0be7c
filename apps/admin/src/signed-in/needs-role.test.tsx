// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import type { StaffRole } from "@flywheel/vocabulary";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { NeedsRole } from "./needs-role.tsx";
import { PersonContext } from "./person.ts";

beforeEach(() => completeJsdom());
afterEach(cleanup);

const enterAs = (role: StaffRole) =>
  render(
    <FlywheelTheme>
      <PersonContext value={{ id: "a", name: "Ada", email: "ada@example.org", role }}>
        <NeedsRole least="editor">a form</NeedsRole>
      </PersonContext>
    </FlywheelTheme>,
  );

it.each(["editor", "owner"] as const)("[AD13] an %s is offered what an editor may do", (role) => {
  enterAs(role);
  screen.getByText("a form");
});

it("[AD13] a viewer is told who may and who can change that", () => {
  enterAs("viewer");
  expect(screen.queryByText("a form")).toBeNull();
  screen.getByText("This needs the role editor");
  screen.getByText(/You are viewer\. An owner can change that/);
});
