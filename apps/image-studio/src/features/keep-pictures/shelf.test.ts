import type { ImageCard } from "@flywheel/api/type";
import { describe, expect, it } from "vitest";
import { placed, without } from "./shelf.ts";

const image = (id: string, createdMs: number): ImageCard => ({
  id,
  requestId: `req_${id}`,
  prompt: id,
  model: "lumen/glass-1",
  width: 512,
  height: 512,
  seed: 1,
  createdMs,
  keptMs: null,
  url: `/api/works/images/${id}.png`,
});
const [oldest, middle, newest] = [image("a", 1), image("b", 2), image("c", 3)];
const ids = (list: readonly ImageCard[]) => list.map(({ id }) => id);

describe("a list of pictures", () => {
  it.each([
    [oldest, [newest, middle]],
    [middle, [newest, oldest]],
    [newest, [middle, oldest]],
  ])("[IS8] takes a picture in where its age belongs", (one, others) => {
    expect(ids(placed(others, one, true))).toEqual(["c", "b", "a"]);
  });

  it("[IS8] holds a picture once, as it is now", () => {
    const kept = { ...middle, keptMs: 9 };
    expect(placed([newest, middle, oldest], kept, true)).toEqual([newest, kept, oldest]);
  });

  it("[IS8] lets go of a picture that belongs elsewhere or was removed", () => {
    expect(ids(placed([newest, middle], middle, false))).toEqual(["c"]);
    expect(ids(without([newest, middle], "c"))).toEqual(["b"]);
  });
});
