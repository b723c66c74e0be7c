import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { describeShelf } from "../recorder/shelf.exam.ts";
import type { ShelfParts, Unsent } from "../recorder/shelf.ts";
import { createFileSpool } from "./file-spool.ts";

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

function enter() {
  const directory = mkdtempSync(join(tmpdir(), "flywheel-spool-"));
  directories.push(directory);
  let opened = 0;
  const open = (parts: Partial<ShelfParts> = {}) => {
    opened += 1;
    const limits = { events: 10_000, bytes: 10_000_000 };
    return createFileSpool({ now: () => 0, leftAfterMs: 0, limits, ...parts, directory, name: `p${opened}` });
  };
  return { directory, open, abandon: async () => {}, file: (name: string) => join(directory, `${name}.spool`) };
}

describeShelf("in a directory of files", async () => enter());

const event = (number: number): Unsent => ({ key: `${1_000 + number}_p`, json: `{"number":${number}}`, bytes: 20 });
const events = (count: number) => Array.from({ length: count }, (_, index) => event(index));
const anything = { most: 100_000, except: () => false };
const keysOf = (unsent: readonly Unsent[]) => unsent.map(({ key }) => key);

describe("the spool", () => {
  it("[TE86] loses nothing before a line that was cut short, wherever it was cut", async () => {
    const { open, file } = enter();
    await open().put(events(3));
    const whole = readFileSync(file("p1"));
    const lastLine = whole.lastIndexOf("\n");
    for (let length = whole.length - 1; length >= lastLine; length -= 1) {
      const { open: openCut, file: cutFile } = enter();
      writeFileSync(cutFile("q"), whole.subarray(0, length));
      expect(keysOf(await openCut().claim(anything)), `${length} bytes`).toEqual(keysOf(events(2)));
    }
  });

  it("[TE86] goes on after a line that a full disk cut short", async () => {
    const { open, file } = enter();
    const shelf = open();
    await shelf.put(events(2));
    truncateSync(file("p1"), statSync(file("p1")).size - 5);
    await shelf.put([event(7)]);
    expect(keysOf(await open().claim(anything))).toEqual(keysOf([event(0), event(7)]));
  });

  it("[TE86] passes over lines that mean nothing", async () => {
    const { open, file } = enter();
    const shelf = open();
    await shelf.put([event(1)]);
    appendFileSync(file("p1"), '\n["+",1]\n{}\nnull\n["lost","many"]\n["?"]\n["-"]\n');
    await shelf.put([event(2)]);
    const next = open();
    expect(keysOf(await next.claim(anything))).toEqual(keysOf([event(1), event(2)]));
    expect(await next.leaseLosses()).toBe(0);
  });

  it("[TE86] takes little more room than what it holds, however much has passed through", async () => {
    const { open, file } = enter();
    const shelf = open();
    await shelf.put([event(0)]);
    for (let number = 1; number < 5_000; number += 1) {
      await shelf.put([event(number)]);
      await shelf.remove([event(number).key]);
    }
    expect(statSync(file("p1")).size).toBeLessThan(100_000);
    expect(keysOf(await open().claim(anything))).toEqual([event(0).key]);
  });

  it("[TE86] takes no room when it holds nothing", async () => {
    const { open, file } = enter();
    const shelf = open();
    await shelf.put(events(10));
    await shelf.remove(keysOf(events(10)));
    expect(statSync(file("p1")).size).toBe(0);
    await shelf.put([event(11)]);
    expect(keysOf(await open().claim(anything))).toEqual([event(11).key]);
  });

  it("[TE86] of a living process may be taken over: it begins another, and both know its events", async () => {
    const { open, directory } = enter();
    const first = open();
    await first.put(events(3));
    const second = open();
    expect(await second.claim(anything)).toHaveLength(3);
    expect(readdirSync(directory)).toEqual(["p2.spool"]);
    await first.put([event(5)]);
    await first.remove([event(0).key]);
    expect(readdirSync(directory).toSorted()).toEqual(["p1.spool", "p2.spool"]);
    const third = open();
    expect(keysOf(await third.claim(anything))).toEqual(keysOf([event(0), event(1), event(2), event(5)]));
  });

  it("[TE86] whose taking over was interrupted is taken over again", async () => {
    const { open, file } = enter();
    writeFileSync(`${file("gone")}.taken-by-p99`, `\n${JSON.stringify(["+", 0, event(1).key, 20, event(1).json])}`);
    expect(keysOf(await open().claim(anything))).toEqual([event(1).key]);
    expect(keysOf(await open().claim(anything))).toEqual([event(1).key]);
  });

  it("[TE86] is nobody's but its owner's to read", async () => {
    const { open, file } = enter();
    await open().put([event(1)]);
    expect(statSync(file("p1")).mode & 0o077).toBe(0);
  });
});
