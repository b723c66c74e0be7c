const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * A new id such as `mint("evt", randomBytes)`. Randomness is handed in (`count` bytes, each 0 to 255): a seeded
 * simulator mints the same ids again.
 * Bytes of 252 and more are thrown away, so that every character is equally likely.
 */
export function mint<Id extends string>(prefix: string, randomBytes: (count: number) => Uint8Array): Id {
  let characters = "";
  while (characters.length < 20) {
    for (const byte of randomBytes(24)) {
      if (byte < 252 && characters.length < 20) characters += alphabet[byte % 36];
    }
  }
  return `${prefix}_${characters}` as Id;
}
