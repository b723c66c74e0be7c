import { randomBytes as nodeRandomBytes } from "node:crypto";

export const randomBytes = (count: number): Uint8Array<ArrayBuffer> => Uint8Array.from(nodeRandomBytes(count));
