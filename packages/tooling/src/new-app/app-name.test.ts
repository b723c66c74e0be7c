import { describe, expect, it } from "vitest";
import { judgeName, lettersFor, titleOf } from "./app-name.ts";

const taken = { rooms: ["chat", "image-studio", "store"], paths: ["/", "/chat", "/studio"] };

describe("[TO20] the name of a new app", () => {
  it.each(["poetry", "poetry-corner", "a2", "x-1-y"])("%s is free", (name) => {
    expect(judgeName(name, taken)).toEqual({ kind: "free" });
  });

  it.each([
    ["", /needs a name/],
    ["Poetry", /small letter/],
    ["2fast", /small letter/],
    ["poetry--corner", /single hyphens/],
    ["poetry-", /single hyphens/],
    ["../poetry", /small letter/],
    ["poetry corner", /small letter/],
    ["a-very-very-very-long-name", /longer than 24/],
    ["chat", /a room chat already/],
    ["store", /a room store already/],
    ["studio", /another app lives under \/studio/],
    ["api", /belongs to the server/],
    ["proof", /front page/],
  ])("%j is refused with a reason", (name, reason) => {
    expect(judgeName(name, taken)).toEqual({ kind: "refused", because: expect.stringMatching(reason) });
  });

  it("becomes a title, and letters that no other room has", () => {
    expect(titleOf("poetry-corner")).toBe("Poetry Corner");
    expect(lettersFor("poetry-corner", [])).toBe("PO");
    expect(lettersFor("poetry-corner", ["PO", "PE"])).toBe("PT");
    expect(lettersFor("p", ["PA"])).toBe("PB");
  });
});
