// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Dial, type DialProps } from "./dial.tsx";
import { weatherIds, weathers } from "./weathers.ts";

beforeEach(() => completeJsdom());
afterEach(cleanup);

function show(props: Partial<DialProps> = {}) {
  const onTurn = vi.fn();
  render(
    <FlywheelTheme>
      <Dial weather="calm" mayTurn turning={false} onTurn={onTurn} {...props} />
    </FlywheelTheme>,
  );
  return onTurn;
}
const position = (name: string) => screen.getByRole<HTMLInputElement>("radio", { name });

describe("the dial", () => {
  it("[AD34] stands where the weather is, says what each position does, and turns", () => {
    const onTurn = show();
    expect(weatherIds.map((id) => position(weathers[id].title).checked)).toEqual([true, false, false]);
    for (const id of weatherIds) screen.getByText(weathers[id].does);
    fireEvent.click(position("Stormy"));
    expect(onTurn).toHaveBeenCalledExactlyOnceWith("stormy");
  });

  it("[AD34] is seen and not turned by whoever may not, and they are told who may", () => {
    show({ mayTurn: false, weather: "busy" });
    expect(position("Busy").checked).toBe(true);
    for (const id of weatherIds) expect(position(weathers[id].title).disabled).toBe(true);
    screen.getByText("An editor or an owner can turn it.");
  });

  it("[AD34] is not turned a second time while it turns", () => {
    show({ turning: true });
    expect(position("Busy").disabled).toBe(true);
  });
});
