import type { RefusalCard } from "@flywheel/api/type";
import { RefusalCode } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { adviceFor } from "./advice.ts";

const refusal = (code: RefusalCard["code"], more: Partial<RefusalCard> = {}): RefusalCard => ({
  code,
  message: "words of the server",
  ...more,
});

describe("advice on a refusal", () => {
  it.each(RefusalCode.options)("[HO11] has a title and one thing to do: %s", (code) => {
    const { title, text, act } = adviceFor(refusal(code));
    expect(title).not.toBe("");
    expect(text).toBe("words of the server");
    expect(["buy", "wait", "pick-model", "change-prompt"]).toContain(act);
  });

  it("[HO11] sends whoever ran out to the checkout, and says how much is missing", () => {
    const advice = adviceFor(refusal("over-budget", { neededCredits: 40, availableCredits: 1 }));
    expect(advice).toMatchObject({ act: "buy", text: "This needs 40 credits and you have 1 credit." });
  });

  it("[HO11] never sends anybody to the checkout for what credits cannot buy", () => {
    const others = RefusalCode.options.filter((code) => code !== "over-budget");
    expect(others.map((code) => adviceFor(refusal(code)).act)).not.toContain("buy");
  });
});
