import { describe, expect, it } from "vitest";
import { type AnswersParts, createAnswers, QuestionTooLongError } from "./answers.ts";

const startMs = 1_760_000_003_000;

/** Answers whose computing is let go by hand. */
function stand(options: Omit<AnswersParts, "now"> = {}) {
  const clock = { ms: startMs };
  const answers = createAnswers({ now: () => clock.ms, ...options });
  const begun: { asOfMs: number; signal: AbortSignal; resolve: (it: string) => void; reject: (it: unknown) => void }[] =
    [];
  const ask = (question: unknown, signal?: AbortSignal, kind = "trend") =>
    answers.ask(
      kind,
      question,
      (asOfMs, own) =>
        new Promise<string>((resolve, reject) => void begun.push({ asOfMs, signal: own, resolve, reject })),
      signal,
    );
  return { clock, ask, begun };
}

describe("[DE45] the answer to a question", () => {
  it("is of the last full ten seconds, and the same for whoever asks within them", async () => {
    const { clock, ask, begun } = stand();
    const first = ask({ app: "chat" });
    const second = ask({ app: "chat" });
    begun[0]?.resolve("one");
    expect(await Promise.all([first, second])).toEqual(["one", "one"]);
    clock.ms += 6_999;
    expect(await ask({ app: "chat" })).toBe("one");
    expect(begun.map(({ asOfMs }) => asOfMs)).toEqual([1_760_000_000_000]);

    clock.ms += 1;
    const later = ask({ app: "chat" });
    begun[1]?.resolve("two");
    expect(await later).toBe("two");
    expect(begun[1]?.asOfMs).toBe(1_760_000_010_000);
  });

  it("is never that of another question or of another kind", async () => {
    const { ask, begun } = stand();
    const asked = [ask({ app: "chat" }), ask({ app: null }), ask({ app: "chat" }, undefined, "retention")];
    for (const [place, { resolve }] of begun.entries()) resolve(String(place));
    expect(await Promise.all(asked)).toEqual(["0", "1", "2"]);
  });

  it("is not kept when it failed", async () => {
    const { ask, begun } = stand();
    const failing = ask({});
    begun[0]?.reject(new Error("the database is away"));
    await expect(failing).rejects.toThrow("the database is away");
    const again = ask({});
    begun[1]?.resolve("there");
    expect(await again).toBe("there");
  });

  it("is kept among as many as there is room for, and no longer than its ten seconds", async () => {
    const { clock, ask, begun } = stand({ most: 2 });
    for (const question of [1, 2, 3]) {
      const asked = ask(question);
      begun.at(-1)?.resolve("");
      await asked;
    }
    expect(begun).toHaveLength(3);
    await ask(3);
    expect(begun).toHaveLength(3);
    void ask(1).catch(() => {});
    expect(begun).toHaveLength(4);
    clock.ms += 60_000;
    void ask(3).catch(() => {});
    expect(begun).toHaveLength(5);
  });
});

describe("[DE46] a question", () => {
  it("is stopped when the last who waits for it gives up, and not before", async () => {
    const { ask, begun } = stand();
    const [one, other] = [new AbortController(), new AbortController()];
    const [first, second] = [ask({}, one.signal), ask({}, other.signal)];
    one.abort(new Error("closed the page"));
    await expect(first).rejects.toThrow("closed the page");
    expect(begun[0]?.signal.aborted).toBe(false);
    other.abort(new Error("too"));
    await expect(second).rejects.toThrow("too");
    await expect.poll(() => begun[0]?.signal.aborted).toBe(true);
    const again = ask({});
    begun[1]?.resolve("anew");
    expect(await again).toBe("anew");
  });

  it("is not begun for who has given up already", async () => {
    const { ask, begun } = stand();
    await expect(ask({}, AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
    expect(begun).toHaveLength(0);
  });
});

it("[DE47] a question that takes too long is stopped, and says what to do", async () => {
  const { ask, begun } = stand({ patienceMs: 20 });
  const [first, second] = [ask({}), ask({})];
  await expect(first).rejects.toThrow(QuestionTooLongError);
  await expect(second).rejects.toThrow("the trend took more than 0.02 seconds and was stopped: ask for less time");
  expect(begun[0]?.signal.aborted).toBe(true);
  void ask({}).catch(() => {});
  expect(begun).toHaveLength(2);
});

it("[DE190] of an answer one reading of which has failed the others are stopped, and the failure is told", async () => {
  const clock = { ms: startMs };
  const answers = createAnswers({ now: () => clock.ms });
  const failure = new Error("the database is away");
  let other: AbortSignal | undefined;
  const answer = answers.ask("trend", {}, async (_, signal) => {
    other = signal;
    return Promise.all([Promise.reject(failure), new Promise(() => {})]);
  });
  await expect(answer).rejects.toBe(failure);
  expect(other?.aborted).toBe(true);
});

describe("[DE191] the answer where what is asked lags", () => {
  it("is of the last step that it has reached", async () => {
    const { ask, begun } = stand({ lagMs: () => 1_200_000 });
    void ask({});
    expect(begun[0]?.asOfMs).toBe(1_759_998_800_000);
  });

  it("is of now where the lag is below a step, not known, or nothing that is told", async () => {
    for (const lagMs of [() => 9_999, () => null, undefined]) {
      const { ask, begun } = stand(lagMs ? { lagMs } : {});
      void ask({});
      expect(begun[0]?.asOfMs).toBe(1_760_000_000_000);
    }
  });

  it("is the same as long as nothing comes, and another when it has caught up", async () => {
    const stuckMs = startMs - 60_000;
    const copy: { untilMs: number } = { untilMs: stuckMs };
    const { clock, ask, begun } = stand({ lagMs: () => clock.ms - copy.untilMs });
    const first = ask({});
    begun[0]?.resolve("of a minute ago");
    await first;
    clock.ms += 30_000;
    expect(await ask({})).toBe("of a minute ago");
    copy.untilMs = clock.ms - 300;
    void ask({});
    expect(begun.map(({ asOfMs }) => asOfMs)).toEqual([1_759_999_940_000, 1_760_000_030_000]);
  });
});
