import { keccakOfText } from "@flywheel/receipts";
import type { ModelId } from "@flywheel/vocabulary";
import { imageModels } from "../models/image-models.ts";
import { textModels } from "../models/text-models.ts";
import type { NodeRecord } from "../port.ts";

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
  | "capacity"
>;

/**
 * When the mock's registry began: 1 January 2026, in unix seconds. A constant, because a receipt must not become older
 * than its node when a server is started again.
 */
const registryBeganAt = 1_767_225_600;

const texts = textModels.map(({ id }) => id);
const images = imageModels.map(({ id }) => id);

/** Who computes. Every model is on two nodes at least, so that one may fail; no node has everything. */
export const fleet: readonly FleetNode[] = [
  node("Alder", { maxConcurrent: 8, tokensPerSecond: 160, imagesPerMinute: 0, models: texts }),
  node("Basalt", { maxConcurrent: 3, tokensPerSecond: 0, imagesPerMinute: 40, models: images }),
  node("Cirrus", {
    maxConcurrent: 6,
    tokensPerSecond: 110,
    imagesPerMinute: 24,
    models: [...texts.slice(0, 4), ...images.slice(0, 4)],
  }),
  node("Dune", {
    maxConcurrent: 4,
    tokensPerSecond: 60,
    imagesPerMinute: 15,
    models: [...texts.slice(3), ...images.slice(3)],
  }),
];

/** Addresses, certificate and measurement are made up and look it: `mock` is hashed into or written on each. */
function node(
  name: string,
  capacity: Omit<NodeRecord["capacity"], "models"> & { models: readonly ModelId[] },
): FleetNode {
  return {
    name,
    owner: mockAddress(`owner of ${name}`),
    paymentAddress: mockAddress(`wallet of ${name}`),
    endpoint: `https://${name.toLowerCase()}.mock.invalid`,
    tlsCertificate: "mock",
    pcrHash: keccakOfText("mock enclave, version 1"),
    teeType: 0,
    registeredAt: registryBeganAt,
    capacity,
  };
}

function mockAddress(of: string): string {
  return `0x${keccakOfText(`mock ${of}`).slice(24)}`;
}
