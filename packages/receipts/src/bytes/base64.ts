/** The standard alphabet with padding. Pieces, because a picture's bytes do not fit in one call's arguments. */
export function toBase64(bytes: Uint8Array): string {
  const pieceLength = 0x8000;
  let binary = "";
  for (let start = 0; start < bytes.length; start += pieceLength) {
    // Reads the array as it is; spreading walks an iterator, which took three times as long.
    binary += Reflect.apply(String.fromCharCode, null, bytes.subarray(start, start + pieceLength));
  }
  return btoa(binary);
}

/** Null for anything that is not padded base64: what arrives in a receipt is a claim. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
