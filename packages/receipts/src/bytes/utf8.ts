const encoder = new TextEncoder();

/** TextEncoder under strict TypeScript may return a view on a shared buffer; ours is always plain. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(encoder.encode(text));
