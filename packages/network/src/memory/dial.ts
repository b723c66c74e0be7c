import type { DialState, Weather } from "../state.ts";
import type { Tell } from "./books.ts";

export function keepDial(tell: Tell): DialState {
  let dialled: Weather | null = null;

  return {
    async weather() {
      return dialled;
    },
    async saveWeather(weather, facts) {
      tell(facts);
      dialled = weather;
    },
  };
}
