import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { textModels } from "../models/text-models.ts";
import type { ChatMessage } from "../port.ts";
import { writeAnswer } from "./write-answer.ts";

const modelOf = (voice: string) => {
  const model = textModels.find((offer) => offer.voice === voice);
  if (!model) throw new Error(`nobody speaks as ${voice}`);
  return model;
};
const answer = (messages: readonly ChatMessage[], voice = "plain") => {
  const { id, name, publisher, voice: own } = modelOf(voice);
  return writeAnswer({ model: id, messages, seed: 1, name, publisher, voice: own });
};
const said = (content: string, voice?: string) => answer([{ role: "user", content }], voice);
function talk(...asked: readonly string[]): string {
  const messages: ChatMessage[] = [];
  for (const content of asked) {
    messages.push({ role: "user", content });
    messages.push({ role: "assistant", content: answer(messages) });
  }
  return messages.at(-1)?.content ?? "";
}

describe("what can be computed", () => {
  it.each([
    ["what is (12.5 + 7) * 4 - 15% of 60?", "= 69**"],
    ["What is 20% off 85?", "**68**"],
    ["a 15% tip on 64.40", "**74.06**"],
    ["12 is what percent of 48?", "**25%**"],
    ["what's the average of 4, 8, 15, 16, 23, 42?", "**18**"],
    ["the mean of -3, 0 and 4.5", "**0.5**"],
    ["median of 9, 1, 4, 7", "**5.5**"],
    ["Is 97 prime?", "Yes"],
    ["Is 7919 prime?", "Yes"],
    ["is 91 prime?", "7 × 13"],
    ["primes below 30", "2, 3, 5, 7, 11, 13, 17, 19, 23, 29"],
    ["20 factorial", "2,432,902,008,176,640,000"],
    ["gcd of 84 and 126", "**42**"],
    ["lcm of 21 and 6", "**42**"],
    ["If a train travels 180 km in 2.5 hours, what is its speed?", "72 km an hour"],
    ["I have 3 apples and buy 5 more, then eat 2. How many do I have?", "**6**"],
    ["convert 5 feet 11 inches to cm", "180.34 cm"],
    ["how many litres in 3 gallons?", "11.36 litres"],
  ])("[NE82] %s", (prompt, result) => {
    expect(said(prompt)).toContain(result);
  });

  it("[NE82] leaves what is not a sum to others", () => {
    expect(said("Write a python function for the factorial")).toContain("```python");
    expect(said("Explain prime numbers")).not.toContain("**Yes");
  });

  it("[NE83] counts days as another calendar does", () => {
    const cases = [
      ["2024-01-15", 45],
      ["2023-12-31", 60],
      ["1999-02-27", 3],
      ["2000-02-27", 3],
      ["1900-02-27", 3],
      ["2025-06-30", 1_000],
      ["2031-08-09", 9_999],
    ] as const;
    for (const [from, days] of cases) {
      const other = execFileSync("date", ["-u", "-d", `${from} + ${days} days`, "+%-d %B %Y|%A"], {
        env: { LC_ALL: "C", PATH: "/usr/bin:/bin" },
      });
      const [date = "", weekday = ""] = other.toString().trim().split("|");
      expect(said(`what date is ${days} days after ${from}?`), from).toContain(`**${date}**, a ${weekday}`);
    }
  });

  it.each([
    ["how many days between 3 March 2025 and 1 May 2025?", "**59 days**"],
    ["how many days from May 1st, 2025 to March 3, 2025", "**59 days**"],
    ["what day of the week was 1 January 2000?", "Saturday"],
    ["one month: what is the date 1 month after 31 January 2024", "29 February 2024"],
    ["3 weeks before 10 March 2026", "17 February 2026"],
  ])("[NE83] %s", (prompt, result) => {
    expect(said(prompt)).toContain(result);
  });

  it.each([
    ["how many letters are in 'strawberry'? and how many r?", ["10 letters", "3 times"]],
    ["how many s are in Mississippi?", ["4 times"]],
    ["reverse the word 'flywheel'", ["leehwylf"]],
    ["is 'level' a palindrome?", ["Yes"]],
  ])("[NE84] %s", (prompt, results) => {
    for (const result of results) expect(said(prompt)).toContain(result);
  });

  it("[NE85] makes data of a list, with its names and numbers", () => {
    const json =
      said("turn this list into JSON: apples 3, pears 5, 12 plums").match(/```json\n([\s\S]+?)\n```/)?.[1] ?? "";
    expect(JSON.parse(json)).toEqual({ apples: 3, pears: 5, plums: 12 });
    const names = said("as JSON: Ada, Bo and Cy\nDee").match(/```json\n([\s\S]+?)\n```/)?.[1] ?? "";
    expect(JSON.parse(names)).toContain("Ada");
    expect(said("make a table: tea 2.50, coffee 3")).toContain("| coffee | 3 |");
    expect(said('convert to CSV: "x, y": 1')).not.toContain("undefined");
  });

  it("[NE86] names what it mended, and mends no more", () => {
    const mended = said("Fix the grammar: he go to school yesterday and dont has a book");
    expect(mended).toContain("> He went to school yesterday and doesn't have a book.");
    expect(mended.match(/^- /gm)?.length).toBeGreaterThanOrEqual(3);
    expect(said("proofread: The mill stood by the river.")).toContain("nothing to mend");
  });

  it("[NE87] goes on from a number, and asks the same of another subject", () => {
    expect(talk("What is 12*12?", "and plus 10?")).toContain("= 154**");
    expect(talk("What is 2^10?", "times 3")).toContain("= 3,072**");
    expect(talk("write a haiku about rain", "now about snow").toLowerCase()).toContain("snow");
  });

  it("[NE81] one plans, answers and checks itself; one ends with a question; both still answer", () => {
    const planned = said("What is 20% off 85?", "deliberate");
    expect(planned).toMatch(/^> \*\*Plan\.\*\*[\s\S]*68[\s\S]*\*\*Check\.\*\*/);
    const taught = said("Explain photosynthesis", "tutor");
    expect(taught).toMatch(/\*\*Step 1\.\*\*[\s\S]*\*\*Step 2\.\*\*/);
    expect(taught.trim().split("\n").at(-1)).toMatch(/^\*\*Your turn\.\*\* .*[?.]$/);
    for (const voice of ["deliberate", "tutor"]) {
      expect(said("Hello", voice)).not.toMatch(/Plan\.|Your turn/);
      expect(said("Write a python function for fizzbuzz", voice)).toContain("```python");
    }
  });
});
