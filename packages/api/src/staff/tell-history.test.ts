import { seeds } from "@flywheel/experiments";
import { afterAll, expect, it } from "vitest";
import { createAppRouter } from "../router.ts";
import { contextOf, openProduct, personOf } from "../testing/product.ts";

const product = await openProduct();
afterAll(() => product.close());

it("[AP75] the history has the name of whoever did it, also for somebody who only looks", async () => {
  const [seed] = seeds;
  if (!seed) throw new Error("no seed");
  await product.staff.invite({ email: "edda@example.org", name: "Edda", role: "editor" });
  const [edda] = await product.staff.people();
  if (!edda) throw new Error("nobody was invited");
  const router = createAppRouter(product);
  const { state: _, author, reviewer, phase, phases, decision, revision, ...draft } = seed;
  const named = { ...draft, key: "named", feature: "named.feature" };
  await router.createCaller(contextOf({ person: edda })).experiments.create({ draft: named });
  await router
    .createCaller(contextOf({ person: { ...personOf("editor"), id: "somebody-gone" } }))
    .experiments.edit({ key: "named", revision: 1, draft: { ...named, name: "Another name" } });

  const told = await router
    .createCaller(contextOf({ person: personOf("viewer") }))
    .experiments.history({ key: "named" });
  expect(told.map(({ action, byName }) => [action, byName])).toEqual([
    ["edit", null],
    ["create", "Edda"],
  ]);
});
