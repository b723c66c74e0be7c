import type { ModelCard } from "@flywheel/api/type";
import { describe, expect, it } from "vitest";
import { preselected } from "./preferred-model.ts";

const model = (id: string, state: ModelCard["state"] = "hosted"): ModelCard => ({
  id,
  medium: "text",
  publisher: "Lumen",
  name: id,
  about: "",
  state,
  credits: 1,
});
const models = [model("a/old", "deprecated"), model("b/first"), model("c/second")];

describe("the preselected model", () => {
  it("[HO12] is the one that was used last", () => {
    expect(preselected(models, "c/second")?.id).toBe("c/second");
    expect(preselected(models, "a/old")?.id).toBe("a/old");
  });

  it("[HO12] is the first hosted one for somebody new, or when the last one is gone", () => {
    expect(preselected(models, null)?.id).toBe("b/first");
    expect(preselected(models, "gone/model")?.id).toBe("b/first");
  });

  it("[HO12] is a deprecated one only when nothing else is there, and none when nothing is", () => {
    expect(preselected([model("a/old", "deprecated")], null)?.id).toBe("a/old");
    expect(preselected([], "c/second")).toBeNull();
  });
});
