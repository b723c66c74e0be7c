import { openTestStores } from "@flywheel/store/testing";
import { journey, type SessionId, type TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { basisSlowly } from "../asking/asking.twin.ts";
import { inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { inventEvent } from "../invented-days.ts";
import { answerPaths, Paths } from "./paths.ts";
import { pathsSlowly } from "./paths.twin.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;
const filters = [...Object.values(journey), { name: "surface.viewed" as const }, { name: "proof.opened" as const }];
const whole = {
  app: null,
  traffic: "real" as const,
  fromMs: weeksFromMs,
  toMs: weeksToMs,
  from: journey.visited,
  direction: "next" as const,
  places: null,
  repeats: "kept" as const,
  steps: 3,
};

/** A session for each part of a day; some events belong to none. */
const withSessions = (events: readonly TakenEvent[]): readonly TakenEvent[] =>
  events.map((event) => {
    const part = Math.floor(event.atMs / (dayMs / 2));
    const none = BigInt(event.id.replace(/\D/g, "")) % 9n === 0n;
    return { ...event, sessionId: none ? null : (`ses_${event.visitorKey}_${part}` as SessionId) };
  });

describe.each(openTestStores())("paths on $engine", (backend) => {
  const ask = async (events: readonly TakenEvent[], question: Paths, asOfMs = weeksToMs) => {
    const store = await backend.open();
    await store.events.append([...events]);
    return answerPaths(store.questions, question, asOfMs);
  };
  const at = (minutes: number, name: TakenEvent["name"], session = "one") => ({
    ...inventEvent("vis", { name, atMs: weeksFromMs + minutes * minuteMs }),
    sessionId: `ses_${session}` as SessionId,
  });
  const links = async (events: readonly TakenEvent[], of: Partial<Paths>) => {
    const answer = await ask(events, Paths.parse({ ...whole, ...of }));
    return answer.links.map(({ step, origin, target, sessions }) => [step, origin, target, sessions]);
  };

  it.each(Array.from({ length: 16 }, (_, index) => index + 1))(
    "[DE32] agrees with its slow twin (seed %i)",
    async (seed) => {
      const events = withSessions(inventWeeks(seed, filters, seed === 16 ? 10_000 : 300));
      const question = Paths.parse({
        ...whole,
        app: seed % 5 === 0 ? "image-studio" : null,
        traffic: seed % 7 === 0 ? "simulated" : "real",
        fromMs: weeksFromMs + (seed % 3) * 9 * dayMs + 3_600_000 * 5,
        toMs: weeksToMs - (seed % 4) * 4 * dayMs,
        from: [journey.visited, journey.asked, journey.paid][seed % 3],
        direction: seed % 2 === 0 ? "next" : "previous",
        places: seed % 4 === 0 ? ["prompt.submitted", "output.kept", "payment.settled"] : null,
        repeats: (seed >> 1) % 2 === 0 ? "kept" : "merged",
        steps: 1 + (seed % 5),
        segment:
          seed % 3 === 0
            ? { key: "p", name: "P", all: [{ kind: "property", property: "device", in: ["phone"] }] }
            : null,
      });
      const asOfMs = weeksToMs - (seed % 4) * 6 * dayMs;
      const { sessions, open, links: found, basis } = await ask(events, question, asOfMs);
      expect({ sessions, open, links: found }).toEqual(pathsSlowly(question, asOfMs, events));
      expect(basis).toEqual(basisSlowly(question, [question.from], asOfMs, events));
      const coming = (step: number) => found.filter((it) => it.step === step && it.target !== null);
      const leaving = (step: number) => found.filter((it) => it.step === step);
      const sum = (some: typeof found) => some.reduce((total, it) => total + it.sessions, 0);
      for (let step = 1; step < question.steps; step += 1) expect(sum(leaving(step + 1))).toBe(sum(coming(step)));
    },
  );

  it("[DE33] a path starts once in a session and ends with it", async () => {
    const events = [
      at(0, "prompt.submitted"),
      at(1, "app.opened"),
      at(2, "prompt.submitted"),
      at(3, "app.opened"),
      at(4, "output.kept", "two"),
    ];
    expect(await links(events, {})).toEqual([
      [1, null, "prompt.submitted", 1],
      [2, "prompt.submitted", "app.opened", 1],
      [3, "app.opened", null, 1],
    ]);
    expect(await links(events, { direction: "previous", steps: 2 })).toEqual([
      [1, null, "prompt.submitted", 1],
      [2, "prompt.submitted", "app.opened", 1],
    ]);
  });

  it("[DE34] merges repeats only when it is asked to, and skips what is no place", async () => {
    const events = [
      at(1, "app.opened"),
      at(2, "prompt.submitted"),
      at(3, "surface.viewed"),
      at(4, "prompt.submitted"),
      at(5, "output.kept"),
    ];
    const places: Paths["places"] = ["prompt.submitted", "output.kept"];
    const targets = async (of: Partial<Paths>) => (await links(events, of)).map(([, , target]) => target);
    expect(await targets({})).toEqual(["prompt.submitted", "surface.viewed", "prompt.submitted"]);
    expect(await targets({ places })).toEqual(["prompt.submitted", "prompt.submitted", "output.kept"]);
    expect(await targets({ places, repeats: "merged" })).toEqual(["prompt.submitted", "output.kept", null]);
  });

  it("[DE35] counts sessions that may still go on apart", async () => {
    const events = [at(1, "app.opened"), at(2, "prompt.submitted")];
    const counts = async (asOfMs: number) => {
      const { sessions, open } = await ask(events, Paths.parse(whole), asOfMs);
      return [sessions, open];
    };
    expect(await counts(weeksFromMs + minuteMs + dayMs - 1)).toEqual([0, 1]);
    expect(await counts(weeksFromMs + minuteMs + dayMs)).toEqual([1, 0]);
  });
});
