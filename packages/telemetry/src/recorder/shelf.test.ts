import { IDBFactory } from "fake-indexeddb";
import { createIndexedShelf } from "./indexed-shelf.ts";
import { createMemoryShelf } from "./memory-shelf.ts";
import { describeShelf } from "./shelf.exam.ts";
import { createSturdyShelf } from "./sturdy-shelf.ts";

describeShelf("in memory", async () => ({ open: createMemoryShelf, abandon: async () => {} }), [
  { rule: "outlives", reason: "memory goes with its process" },
]);

describeShelf("in IndexedDB", async () => {
  const factory = new IDBFactory();
  return { open: (parts) => createIndexedShelf({ ...parts, factory, owner: "ada" }), abandon: async () => {} };
});

describeShelf("in IndexedDB, made sturdy", async () => {
  const factory = new IDBFactory();
  return {
    open: (parts) => createSturdyShelf(createIndexedShelf({ ...parts, factory, owner: "ada" })),
    abandon: async () => {},
  };
});
