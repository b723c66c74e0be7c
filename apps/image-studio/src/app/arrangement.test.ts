import { expect, test } from "vitest";
import { arrangementOf } from "./arrangement.ts";

test("[IS10] the experiment's value is the arrangement, and a value that nobody knows is the known one", () => {
  expect(arrangementOf("beside")).toBe("beside");
  expect(arrangementOf("below")).toBe("below");
  expect(arrangementOf("above")).toBe("below");
  expect(arrangementOf(1)).toBe("below");
});
