import { expect, it } from "vitest";
import type { Open } from "./examples.ts";

export function describeDial(open: Open): void {
  it("[NE134] knows no weather until somebody turns the dial, and then the last one", async () => {
    const { state } = await open();
    expect(await state.weather()).toBeNull();
    for (const weather of ["stormy", "busy"] as const) await state.saveWeather(weather, []);
    expect(await state.weather()).toBe("busy");
  });
}
