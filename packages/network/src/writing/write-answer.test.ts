import { describe, expect, it } from "vitest";
import type { TextOffer } from "../models/offer.ts";
import { textModels } from "../models/text-models.ts";
import type { ChatMessage } from "../port.ts";
import { syllablesOf } from "./skills/syllables.ts";
import { writeAnswer } from "./write-answer.ts";

const [quill] = textModels;
if (!quill) throw new Error("no models");

type How = { readonly model?: TextOffer | undefined; readonly seed?: number };

function answer(messages: readonly ChatMessage[], { model = quill, seed = 1 }: How = {}): string {
  if (!model) throw new Error("no such model");
  return writeAnswer({
    model: model.id,
    messages,
    seed,
    name: model.name,
    publisher: model.publisher,
    voice: model.voice,
  });
}
const said = (content: string, how?: How) => answer([{ role: "user", content }], how);

/** A conversation in which every message gets its answer; gives the last one. */
function talk(...asked: readonly string[]): string {
  const messages: ChatMessage[] = [];
  for (const content of asked) {
    messages.push({ role: "user", content });
    messages.push({ role: "assistant", content: answer(messages) });
  }
  return messages.at(-1)?.content ?? "";
}

const prompts = [
  "Hello",
  "Who are you?",
  "What can you do?",
  "What is 17*23?",
  "Explain recursion",
  "What is a quasar?",
  "Write a haiku about rain",
  "Give me five ideas for dinner",
  "Plan a week in Japan",
  "Compare cats and dogs",
  "Tell me a joke",
  "Write a python function for fizzbuzz",
  "Rewrite this politely: send me the report now",
  "I feel sad today",
  "flip a coin",
  "names for a bakery",
  "",
  "zxcvb qwrtp",
];

describe("what the small models say", () => {
  it("[NE56] is the same for the same words and seed", () => {
    for (const prompt of prompts) expect(said(prompt)).toBe(said(prompt));
    expect(said("Tell me a story about a key", { seed: 1 })).not.toBe(said("Tell me a story about a key", { seed: 2 }));
  });

  it.each(["long", "short", "funny", "scary", "sad", "children's", "100-word"])(
    "[NE56] does not take what a story is to be like for whom it is about: %s",
    (like) => {
      expect(said(`Write a ${like} story about a lighthouse and its keeper`)).toContain(
        "The lighthouse and the keeper",
      );
    },
  );

  it("[NE56] is never empty, never half a template, for any prompt and model", () => {
    for (const model of textModels) {
      for (const prompt of prompts) {
        const text = said(prompt, { model });
        expect(text.length, `${model.id}: ${prompt}`).toBeGreaterThan(8);
        expect(text, `${model.id}: ${prompt}`).not.toMatch(/undefined|\[object|\{topic\}|NaN|\bnull\b/);
      }
    }
  });

  it("[NE57] each model has a voice of its own: length, headings, order", () => {
    const texts = textModels.map((model) => said("Give me five ideas for a birthday present", { model }));
    expect(new Set(texts).size).toBe(texts.length);
    const length = (id: string) =>
      said("Explain encryption", { model: textModels.find((model) => model.id === id) }).length;
    expect(length("quillworks/quill-3-mini")).toBeLessThan(length("quillworks/quill-3"));
    expect(length("quillworks/quill-3")).toBeLessThan(length("meridian-nine/atlas-large"));
    expect(said("Explain encryption", { model: textModels.find(({ voice }) => voice === "thorough") })).toMatch(/^## /);
  });

  it.each([
    ["what is 17*23?", "391"],
    ["(3+4)*2^3", "56"],
    ["15% of 80", "12"],
    ["0.1 + 0.2", "= 0.3**"],
    ["what is 10 divided by 4", "2.5"],
    ["2^64", "18,446,744,073,709,551,616"],
    ["square root of 144", "12"],
    ["10 km in miles", "6.21 miles"],
    ["100 c to f", "212 °F"],
    ["7 / 0", "division by zero"],
  ])("[NE58] computes %s", (prompt, result) => {
    expect(said(prompt)).toContain(result);
  });

  it("[NE59] says what it is, and does not pretend to know what it cannot", () => {
    expect(said("Who are you?")).toMatch(/Quill 3.*small model.*mock network/s);
    expect(said("Are you ChatGPT?")).toMatch(/small model|Neither/);
    expect(said("What's the weather in Paris?")).toContain("no internet");
    expect(said("What time is it?")).toContain("no clock");
    expect(said("Who is the president of France?")).toMatch(/do not carry|guessing/);
    expect(said("What is the airspeed of a swallow?")).toMatch(/no facts|outside|cannot look up/);
    expect(said("What's a receipt?")).toContain("hash of your request");
  });

  it("[NE60] works on the text it is given, with its own words and no others", () => {
    const text =
      "The mill stood by the river. Nobody knew who built the mill. The river turned the mill by itself every spring. Children played there. The village kept the mill.";
    const summary = said(`Summarise this: ${text}`);
    const points = summary.match(/^- .+$/gm) ?? [];
    expect(points.length).toBeGreaterThan(0);
    for (const point of points) expect(text).toContain(point.slice(2));
    expect(said("Count the words: one two three four")).toContain("**4 words**");
    expect(said("Sort this: pear, apple, fig").indexOf("apple")).toBeLessThan(
      said("Sort this: pear, apple, fig").indexOf("fig"),
    );
    expect(said("Rewrite this politely: Send me the report now!")).toMatch(/could you please send me/i);
  });

  it("[NE61] follows up: remembers a name, gives more without repeating, shortens, makes a table", () => {
    expect(talk("my name is Ada", "what is my name?")).toContain("Ada");
    const ideasIn = (text: string): readonly string[] => text.match(/\*\*.+?\*\*/g) ?? [];
    const first = ideasIn(talk("Give me 4 ideas for dinner"));
    const more = ideasIn(talk("Give me 4 ideas for dinner", "more"));
    expect(first).toHaveLength(4);
    expect(more).toHaveLength(4);
    expect(more.filter((idea) => first.includes(idea))).toEqual([]);
    expect(talk("Give me 4 ideas for dinner", "as a table")).toContain("| 4 |");
    expect(talk("Explain encryption", "shorter").length).toBeLessThan(talk("Explain encryption").length);
    expect(talk("Tell me a story about a fox", "another one")).toContain("fox");
  });

  it("[NE62] writes haiku of five, seven and five, with the subject in it", () => {
    for (const subject of ["rain", "the sea", "autumn", "my cat", "morning coffee"]) {
      for (const seed of [1, 2, 3, 4]) {
        const lines = said(`write a haiku about ${subject}`, { seed }).split("\n\n")[1]?.split("  \n") ?? [];
        const beats = lines.map((line) => syllablesOf(line));
        expect(beats, lines.join(" / ")).toEqual([5, 7, 5]);
      }
    }
    expect(said("write a haiku about the sea").toLowerCase()).toContain("sea");
  });

  it("[NE56] does not hear a system message as the visitor's words", () => {
    const text = answer([
      { role: "system", content: "You are a pirate named Bluebeard." },
      { role: "user", content: "what is 2 + 2" },
    ]);
    expect(text).toContain("4");
    expect(text).not.toContain("Bluebeard");
  });
});
