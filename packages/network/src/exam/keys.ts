import { expect, it } from "vitest";
import type { NodeKey, WalletKey } from "../port.ts";
import type { Open } from "./examples.ts";

export function describeKeys(open: Open): void {
  it("[NE1] starts without keys, and gives them back by name, whatever the order they came in", async () => {
    const { state } = await open();
    expect(await state.nodeKeys()).toEqual([]);
    for (const name of ["quartz", "alder", "Zinc"]) await state.saveNodeKey(nodeKey(name, "a"));
    expect(await state.nodeKeys()).toEqual([nodeKey("Zinc", "a"), nodeKey("alder", "a"), nodeKey("quartz", "a")]);
  });

  it("[NE2] keeps the first key of a node: a second one would orphan every receipt signed before", async () => {
    const { state } = await open();
    await state.saveNodeKey(nodeKey("alder", "first"));
    await state.saveNodeKey(nodeKey("alder", "second"));
    expect(await state.nodeKeys()).toEqual([nodeKey("alder", "first")]);
  });

  it("[NE2] lets one of two servers win that make a node's key at the same time", async () => {
    const { state } = await open();
    const offered = Array.from({ length: 8 }, (_, turn) => nodeKey("alder", `turn-${turn}`));
    await Promise.all(offered.map((key) => state.saveNodeKey(key)));
    const kept = await state.nodeKeys();
    expect(kept).toHaveLength(1);
    expect(offered).toContainEqual(kept[0]);
  });

  it("[NE110] keeps the first key of a wallet, each app's its own: another one could not spend what was paid in", async () => {
    const { state } = await open();
    expect(await state.walletKey("chat")).toBeNull();
    const offered = Array.from({ length: 8 }, (_, turn) => walletKey("chat", `turn-${turn}`));
    await Promise.all(offered.map((key) => state.saveWalletKey(key)));
    const kept = await state.walletKey("chat");
    expect(offered).toContainEqual(kept);
    await state.saveWalletKey(walletKey("chat", "late"));
    await state.saveWalletKey(walletKey("image-studio", "own"));
    expect(await state.walletKey("chat")).toEqual(kept);
    expect(await state.walletKey("image-studio")).toEqual(walletKey("image-studio", "own"));
  });
}

const pair = (of: string) => ({ privateKey: `private+of/${of}=`, publicKey: `public+of/${of}=` });
const nodeKey = (name: string, mark: string): NodeKey => ({ name, ...pair(`${name}.${mark}`) });
const walletKey = (app: string, mark: string): WalletKey => ({ app, ...pair(`${app}.${mark}`) });
