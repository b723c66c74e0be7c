import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventId, NetworkEvent, RequestId, SessionId, TakenEvent } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { QuestionEngine } from "../questions.ts";
import { openBareProjection } from "./bare-projection.ts";
import { exampleEvent } from "./example-event.ts";
import { openTestStores } from "./index.ts";
import { inventEvents } from "./invented-events.ts";

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "flywheel-bare-test-"));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));
const open = () => openBareProjection({ threads: 1, memoryMiB: 512, scratch });

/** Texts that a page of CSV could get wrong, in fields and in columns; numbers at their ends. */
const awkward: readonly TakenEvent[] = ["", '"', 'a","b\n', "ä€😀", "null", "\\N", " spaced ", "\r"].map(
  (text, index) => ({
    ...exampleEvent(10_000 + index),
    atMs: index === 0 ? 0 : Date.UTC(2026, 11, 31, 23, 59, 59, 999),
    browser: text === "" ? "none" : text,
    build: text,
    sessionId: index % 2 === 0 ? null : ("ses_00000000000000000000" as SessionId),
    requestId: `req_${String(index >> 1).padStart(20, "0")}` as RequestId,
    value: [null, 0, -0.5, 1e300, 1 / 3][index % 5] ?? null,
    simulated: index % 2 === 0,
    fields: { text, count: index, yes: true },
  }),
);
const fact = (index: number): NetworkEvent => ({
  id: `evt_net${String(index).padStart(17, "0")}` as EventId,
  atMs: Date.UTC(2026, 1, 1) + index,
  name: "node.withdrawn",
  layer: "incentives",
  node: index === 0 ? null : "a".repeat(64),
  model: null,
  value: index / 3,
  simulated: index % 2 === 0,
  fields: { because: "unprofitable" },
});

const columns =
  sql.raw(`cast(visitor_key as text) as visitor, cast(ts as text) as ts, seq, name, app, layer, writer, build,
  device, browser, simulated, bot, model, funding, experiment, variant, value, (props ->> 'text') as text,
  (props ->> 'count') as count, (props ->> 'yes') as yes, (props ->> 'promptLength') as length`);
/** Hashes differ from engine to engine, but not which of them are equal. */
const questions: Readonly<Record<string, SQL>> = {
  events: sql`select ${columns} from events order by seq, visitor, ts`,
  ids: sql`select count(*) as n, count(distinct id) as ids, count(distinct session_id) as sessions,
    count(session_id) as with_session, count(distinct request_id) as requests from events`,
  facts: sql`select cast(ts as text) as ts, name, layer, node, model, value, simulated, (props ->> 'because') as because
    from network_events order by ts`,
};

describe("a bare projection", () => {
  const stores = openTestStores();
  const events = [...inventEvents(3_000), ...awkward];
  const facts = [0, 1, 2].map(fact);

  it.each(stores)("[ST89] holds what the store has of the same events and facts, as $engine has it", async (given) => {
    const store = await given.open();
    await store.events.append(events);
    await store.events.appendNetwork(facts);
    const bare = await open();
    for (let from = 0; from < events.length; from += 400) await bare.append(events.slice(from, from + 400));
    await bare.appendNetwork(facts);
    for (const [name, question] of Object.entries(questions)) {
      const rows = async (engine: QuestionEngine) =>
        (await engine.rows(question)).map((row) => Object.values(row).map((value) => value && String(value)));
      const found = await rows(bare.questions);
      expect(found.length, name).toBeGreaterThan(0);
      expect(found, name).toEqual(await rows(store.questions));
    }
    await bare.close();
  });

  it("[ST90] answers with all that was appended before, whoever else asks at the same time", async () => {
    const bare = await open();
    await bare.append(events);
    const counted = sql`select count(*) as n from events`;
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => bare.questions.rows(counted)));
    expect(answers.map(([row]) => Number(row?.n))).toEqual(answers.map(() => events.length));
    await bare.append([exampleEvent(20_000)]);
    expect((await bare.questions.rows(counted))[0]).toMatchObject({ n: String(events.length + 1) });
    await bare.close();
  });

  it("[ST91] says what it refuses, and leaves nothing on the disk", async () => {
    const bare = await open();
    await bare.append(awkward);
    await expect(bare.questions.rows(sql`select nothing from events`)).rejects.toThrow(/refused.*nothing/);
    await expect(bare.questions.rows(sql`delete from events`)).rejects.toThrow(/not-a-reading/);
    expect(await readdir(scratch)).toHaveLength(1);
    await bare.close();
    expect(await readdir(scratch)).toEqual([]);
  });
});
