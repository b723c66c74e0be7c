import { expect, it } from "vitest";
import { refusalOf } from "./refusal-of.ts";

const failed = (refusal: unknown) => Object.assign(new Error("no"), { data: { code: "CONFLICT", refusal } });

it("[AD42] what a server refused is read, and what we do not know is none", () => {
  expect(refusalOf(failed({ code: "exists", key: "a" }))).toEqual({ code: "exists", key: "a" });
  for (const told of [null, "exists", { code: "of-tomorrow" }, { code: "exists" }])
    expect(refusalOf(failed(told))).toBeNull();
  expect(refusalOf(new Error("no data"))).toBeNull();
  expect(refusalOf({ data: { refusal: { code: "no-plan" } } })).toBeNull();
});
