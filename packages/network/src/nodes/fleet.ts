import { keccakOfText } from "@flywheel/receipts";
import { imageModels } from "../models/image-models.ts";
import { textModels } from "../models/text-models.ts";
import type { NodeRecord } from "../port.ts";
import { cheapest, dearest, everyOther, idsOf } from "./share-out.ts";

/** A node before it has its key: everything of the record that does not change. */
export type FleetNode = Pick<
  NodeRecord,
  | "name"
  | "owner"
  | "paymentAddress"
  | "endpoint"
  | "tlsCertificate"
  | "pcrHash"
  | "teeType"
  | "registeredAt"
  | "costMicroUsdPerHour"
  | "capacity"
>;

/**
 * When the mock's registry began: 1 January 2026, in unix seconds. A constant, because a receipt must not become older
 * than its node when a server is started again.
 */
const registryBeganAt = 1_767_225_600;

const [texts, images] = [idsOf(textModels), idsOf(imageModels)];
const [evenTexts, oddTexts] = everyOther(texts);
const [evenImages, oddImages] = everyOther(images);

type Machine = {
  readonly places: number;
  /** Tokens a second; 0 for a node that does not write. */
  readonly tokens: number;
  /** Pictures a minute; 0 for a node that does not paint. */
  readonly pictures: number;
  readonly usdPerHour: number;
};

/** Who computes: large and small, for words, for pictures, for both. No node has everything, and every model may lose one. */
export const fleet: readonly FleetNode[] = [
  node("Alder", { places: 8, tokens: 160, pictures: 0, usdPerHour: 1.2 }, texts),
  node("Basalt", { places: 3, tokens: 0, pictures: 40, usdPerHour: 1.1 }, images),
  node("Cirrus", { places: 6, tokens: 110, pictures: 24, usdPerHour: 1.3 }, [...evenTexts, ...evenImages]),
  node("Dune", { places: 4, tokens: 60, pictures: 15, usdPerHour: 0.7 }, [...oddTexts, ...oddImages]),
  node("Ember", { places: 16, tokens: 220, pictures: 0, usdPerHour: 2.4 }, dearest(textModels)),
  node("Fjord", { places: 3, tokens: 90, pictures: 0, usdPerHour: 0.3 }, cheapest(textModels)),
  node("Grove", { places: 6, tokens: 130, pictures: 0, usdPerHour: 0.9 }, oddTexts),
  node("Heath", { places: 2, tokens: 0, pictures: 12, usdPerHour: 0.35 }, cheapest(imageModels)),
  node("Islet", { places: 4, tokens: 0, pictures: 36, usdPerHour: 1.5 }, dearest(imageModels)),
  node("Juniper", { places: 2, tokens: 50, pictures: 8, usdPerHour: 0.25 }, [
    ...cheapest(textModels),
    ...cheapest(imageModels),
  ]),
  node("Kelp", { places: 10, tokens: 180, pictures: 0, usdPerHour: 1.6 }, evenTexts),
  node("Loam", { places: 10, tokens: 150, pictures: 30, usdPerHour: 2.1 }, [...dearest(textModels), ...oddImages]),
];

/** Addresses, certificate and measurement are made up and look it: `mock` is hashed into or written on each. */
function node(name: string, machine: Machine, models: NodeRecord["capacity"]["models"]): FleetNode {
  const { places, tokens, pictures, usdPerHour } = machine;
  return {
    name,
    owner: mockAddress(`owner of ${name}`),
    paymentAddress: mockAddress(`wallet of ${name}`),
    endpoint: `https://${name.toLowerCase()}.mock.invalid`,
    tlsCertificate: "mock",
    pcrHash: keccakOfText("mock enclave, version 1"),
    teeType: 0,
    registeredAt: registryBeganAt,
    costMicroUsdPerHour: Math.round(usdPerHour * 1_000_000),
    capacity: { maxConcurrent: places, tokensPerSecond: tokens, imagesPerMinute: pictures, models },
  };
}

function mockAddress(of: string): string {
  return `0x${keccakOfText(`mock ${of}`).slice(24)}`;
}
