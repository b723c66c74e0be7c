/** A name that a person finds again: the first words of the prompt and the seed. */
export function fileNameOf({ prompt, seed }: { readonly prompt: string; readonly seed: number }): string {
  const words = prompt
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  const title = (words ?? []).slice(0, 6).join("-").slice(0, 60);
  return `${title === "" ? "picture" : title}-${seed}.png`;
}
