import { expect, it } from "vitest";
import { isRole, mayActAs, roleIds } from "./roles.ts";

it("[AD13] each role may do what the ones before it may, and no more", () => {
  expect(roleIds.map((role) => roleIds.filter((needed) => mayActAs(role, needed)))).toEqual([
    ["viewer"],
    ["viewer", "editor"],
    ["viewer", "editor", "owner"],
  ]);
  expect(["owner", "emperor", "toString", null].map(isRole)).toEqual([true, false, false, false]);
});
