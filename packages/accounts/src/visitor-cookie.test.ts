import { readFileSync } from "node:fs";
import type { VisitorId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { readVisitor, signVisitor } from "./visitor-cookie.ts";

type Vector = { visitor: VisitorId; secret: string; cookie: string };
const vectors: { cases: Vector[] } = JSON.parse(
  readFileSync(new URL("../fixtures/visitor-cookies.json", import.meta.url), "utf8"),
);

const ada = "vis_ada00000000000000000" as VisitorId;

describe("the visitor's cookie", () => {
  it.each(vectors.cases)("[AC34] of $visitor is signed as Python's hmac signs it, and read back", (vector) => {
    expect(signVisitor(vector.visitor, vector.secret)).toBe(vector.cookie);
    expect(readVisitor(vector.cookie, vector.secret)).toBe(vector.visitor);
  });

  it("[AC34] needs no escaping in a cookie header", () => {
    for (const { cookie } of vectors.cases) expect(encodeURIComponent(cookie)).toBe(cookie);
  });

  const good = signVisitor(ada, "a secret");
  const [version, id, signature = ""] = good.split(".");
  const flip = (text: string, at: number) => text.slice(0, at) + (text[at] === "x" ? "y" : "x") + text.slice(at + 1);

  it.each([
    ["nothing", ""],
    ["an unsigned id", ada],
    ["no signature", `${version}.${id}.`],
    ["another visitor", `${version}.vis_bob00000000000000000.${signature}`],
    ["a longer id", `${version}.${id}0.${signature}`],
    ["another version", `v2.${id}.${signature}`],
    ["a signature of another secret", signVisitor(ada, "another secret")],
    ["a shorter signature", good.slice(0, -1)],
    ["a padded signature", `${good}=`],
    ["a fourth part", `${good}.x`],
    ["surrounding space", ` ${good} `],
    ["characters that are no base64", `${version}.${id}.${"é".repeat(43)}`],
  ])("[AC35] is not believed with %s", (_, cookie) => {
    expect(readVisitor(good, "a secret")).toBe(ada);
    expect(readVisitor(cookie, "a secret")).toBeNull();
  });

  it("[AC35] is not believed when any one character is changed", () => {
    for (let at = 0; at < good.length; at += 1) expect(readVisitor(flip(good, at), "a secret"), `${at}`).toBeNull();
  });

  it("[AC36] survives a change of secrets: all are believed, the first signs", () => {
    const rotating = ["new", "old"] as const;
    expect(readVisitor(signVisitor(ada, "old"), rotating)).toBe(ada);
    expect(signVisitor(ada, rotating)).toBe(signVisitor(ada, "new"));
    expect(readVisitor(signVisitor(ada, rotating), "new")).toBe(ada);
    expect(readVisitor(signVisitor(ada, "old"), ["new"])).toBeNull();
  });
});
