import { expect, it } from "vitest";
import { UnderWay } from "./under-way.ts";

const settled = async (promise: Promise<void>) => {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  return done;
};

it("[AP19] who closes waits until the last request under way has ended", async () => {
  const underWay = new UnderWay();
  const [one, two] = [{}, {}];
  underWay.begin(one);
  underWay.begin(two);
  const idle = underWay.idle(60_000);
  underWay.end(one);
  expect(await settled(idle)).toBe(false);
  underWay.end(two);
  expect(await settled(idle)).toBe(true);
});

it("[AP19] does not wait for nothing, nor for ever", async () => {
  const underWay = new UnderWay();
  expect(await settled(underWay.idle(60_000))).toBe(true);
  underWay.begin({});
  expect(await settled(underWay.idle(5))).toBe(true);
});
