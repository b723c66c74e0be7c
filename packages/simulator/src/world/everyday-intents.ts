import type { WorldInput } from "./world.ts";

type Intent = WorldInput["intents"][string];

const studio = {
  app: "image-studio",
  asksAtFirst: 0.72,
  asksLater: 0.93,
  comparedModels: 2,
  promptCharacters: { least: 12, most: 260 },
  outputTokens: { least: 0, most: 0 },
} as const satisfies Partial<Intent>;

const chat = {
  app: "chat",
  asksAtFirst: 0.8,
  asksLater: 0.95,
  comparedModels: 3,
  promptCharacters: { least: 6, most: 900 },
  outputTokens: { least: 40, most: 800 },
} as const satisfies Partial<Intent>;

/** Pictures: to look around, to illustrate, to make for a customer. Words: a quick answer, code, long writing. */
export const everydayIntents: WorldInput["intents"] = {
  "try-pictures": {
    ...studio,
    weight: 0.26,
    asks: { least: 1, most: 4 },
    models: { "northlight/aquarelle-2": 6, "quillworks/sixteen": 2, "saltbox/broadside": 2, "hollow-pine/inkline": 1 },
    compares: 0.05,
    keeps: 0.3,
  },
  illustrate: {
    ...studio,
    weight: 0.2,
    asks: { least: 2, most: 10 },
    models: {
      "northlight/aquarelle-2": 4,
      "saltbox/papercut": 4,
      "meridian-nine/nocturne": 2,
      "hollow-pine/inkline": 2,
    },
    compares: 0.15,
    keeps: 0.45,
  },
  "make-to-sell": {
    ...studio,
    weight: 0.08,
    asks: { least: 4, most: 16 },
    models: { "northlight/impasto-xl": 4, "meridian-nine/nocturne": 3, "saltbox/broadside": 2, "saltbox/papercut": 2 },
    compares: 0.2,
    keeps: 0.4,
  },
  "quick-answer": {
    ...chat,
    weight: 0.24,
    asks: { least: 1, most: 4 },
    models: { "quillworks/quill-3": 5, "quillworks/quill-3-mini": 4, "meridian-nine/atlas-1": 1 },
    compares: 0.02,
    keeps: 0.28,
    outputTokens: { least: 20, most: 400 },
  },
  code: {
    ...chat,
    weight: 0.12,
    asks: { least: 3, most: 14 },
    models: { "hollow-pine/lathe-code": 6, "meridian-nine/atlas-large": 3, "quillworks/quill-3": 1 },
    compares: 0.06,
    keeps: 0.5,
    promptCharacters: { least: 40, most: 4_000 },
    outputTokens: { least: 120, most: 1_200 },
  },
  write: {
    ...chat,
    weight: 0.1,
    asks: { least: 2, most: 9 },
    models: { "hollow-pine/fable": 5, "meridian-nine/atlas-large": 4, "quillworks/quill-3": 1 },
    compares: 0.08,
    keeps: 0.42,
    outputTokens: { least: 200, most: 1_200 },
  },
};
