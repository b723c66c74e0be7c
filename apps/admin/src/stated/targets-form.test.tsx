// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { layerIds, layerNames } from "../words/layer-names.ts";
import type { Targets } from "./targets.ts";
import { TargetsForm, type TargetsFormProps } from "./targets-form.tsx";

beforeEach(() => completeJsdom());
afterEach(cleanup);

let stated: Targets;
function Form({ at, answered }: { readonly at: Targets } & Pick<TargetsFormProps, "answered">) {
  const [targets, setTargets] = useState(at);
  stated = targets;
  return (
    <TargetsForm
      stated={targets}
      {...(answered ? { answered } : {})}
      decide="They decide everything."
      // As an address would have it: equal, and not the same.
      onChange={(next) => setTargets({ ...next })}
    />
  );
}
const open = (at: Targets = {}, answered?: TargetsFormProps["answered"]) =>
  render(
    <FlywheelTheme>
      <Form at={at} {...(answered ? { answered } : {})} />
    </FlywheelTheme>,
  );
const field = (layer: string) => screen.getByLabelText<HTMLInputElement>(layer);
const write = (layer: string, value: string) => fireEvent.change(field(layer), { target: { value } });
const apply = () => fireEvent.submit(screen.getByRole("form", { name: "Targets" }));
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });

it("[AD108] every layer has a field that shows what it stands for while it is empty", () => {
  open({ users: 0.4 }, [
    { layer: "compute", target: { rate: 0.98, origin: "default" } },
    { layer: "users", target: { rate: 0.4, origin: "stated" } },
  ]);
  expect(layerIds.map((layer) => field(layerNames[layer]).placeholder)).toEqual([
    "usual: 98",
    ...Array.from({ length: 8 }, () => "usual"),
  ]);
  expect(field("Users").value).toBe("40");
  screen.getByText(/They decide everything\./);
});

it.each(["-1", "100.01", "many", "Infinity"])(
  "[AD108] %s is refused in its field, which says what would do",
  (text) => {
    open();
    write("Users", text);
    expect(field("Users").getAttribute("aria-invalid")).toBe("true");
    const described = field("Users").getAttribute("aria-describedby")?.split(" ") ?? [];
    expect(described.map((id) => document.getElementById(id)?.textContent)).toContain("From 0 to 100");
    expect(button("State these targets").disabled).toBe(true);
    apply();
    expect(stated).toEqual({});
  },
);

it("[AD149] what is stated is as exact as its field shows it, and stating it once more changes nothing", () => {
  open();
  write("Users", "33,335");
  write("Trust", "0");
  write("Usage", " ");
  apply();
  expect(stated).toEqual({ users: 0.3334, trust: 0 });
  expect(field("Users").value).toBe("33.34");
  apply();
  expect(stated).toEqual({ users: 0.3334, trust: 0 });
});

it("[AD149] stating targets leaves the keyboard in its field, and going back to the usual ones beside the button", () => {
  open({ trust: 0.5 });
  const users = field("Users");
  users.focus();
  write("Users", "40");
  apply();
  expect(stated).toEqual({ users: 0.4, trust: 0.5 });
  expect(document.activeElement).toBe(users);
  // What is refused in a field must not keep anybody from going back.
  write("Users", "400");
  button("Back to the usual targets").focus();
  fireEvent.click(button("Back to the usual targets"));
  expect(stated).toEqual({});
  expect([field("Users").value, field("Trust").value]).toEqual(["", ""]);
  expect(document.activeElement).toBe(button("State these targets"));
});
