import type { SupplyCard } from "@flywheel/api/type";

export type Weather = Extract<SupplyCard, { kind: "mock" }>["weather"];

/** From mild to rough, each with what it does. */
export const weathers = {
  calm: { title: "Calm", does: "Every node is well and most places are free: practically nobody is refused." },
  busy: { title: "Busy", does: "Others fill most nodes in waves: some asks wait, and a few are refused." },
  stormy: {
    title: "Stormy",
    does: "Nodes slow down, stop answering and fail together: answers break off, and many asks are refused.",
  },
} as const satisfies Record<Weather, { readonly title: string; readonly does: string }>;

export const weatherIds = Object.keys(weathers) as Weather[];

export const isWeather = (value: string): value is Weather => weatherIds.some((weather) => weather === value);
