import { expect, it } from "vitest";
import { Closing } from "./closing.ts";

it("[SV4] closes in reverse order, everything, and then tells the first failure", async () => {
  const closed: string[] = [];
  const closing = new Closing();
  const part = (name: string, failure?: Error) => async () => {
    closed.push(name);
    if (failure) throw failure;
  };
  closing.add(part("store"));
  closing.add(part("network", new Error("stuck")));
  closing.add(part("http"));

  await expect(closing.close()).rejects.toThrow("stuck");
  expect(closed).toEqual(["http", "network", "store"]);
  await closing.close(); // a second close has nothing left to do
  expect(closed).toHaveLength(3);
});
