export type NameVerdict = { readonly kind: "free" } | { readonly kind: "refused"; readonly because: string };

/** Paths that are not an app's own: the server's, and those that the front page answers under `/`. */
const reservedPaths = ["api", "sub", "proof", "assets", "src", "node_modules"];
const longestCharacters = 24;

/** An app's name is a folder, a package, a path and an id in every event: small letters, digits and single hyphens. */
export function judgeName(
  name: string,
  taken: { readonly rooms: readonly string[]; readonly paths: readonly string[] },
): NameVerdict {
  const because = (() => {
    if (name === "") return "an app needs a name: pnpm gen app NAME";
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
      return `"${name}" must start with a small letter and go on with small letters, digits and single hyphens`;
    }
    if (name.length > longestCharacters) return `"${name}" is longer than ${longestCharacters} characters`;
    if (taken.rooms.includes(name)) return `there is a room ${name} already`;
    if (taken.paths.includes(`/${name}`)) return `another app lives under /${name}`;
    if (reservedPaths.includes(name)) return `/${name} belongs to the server or to the front page`;
    return null;
  })();
  return because === null ? { kind: "free" } : { kind: "refused", because };
}

export const titleOf = (name: string) =>
  name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");

/** Two letters for the rules of a new room: from its name where they are free. */
export function lettersFor(name: string, taken: readonly string[]): string {
  const own = [...name.toUpperCase()].filter((it) => /[A-Z]/.test(it));
  const alphabet = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const pairs = [...own.slice(0, 1), ...alphabet].flatMap((first) =>
    [...own.slice(1), ...alphabet].map((it) => first + it),
  );
  const free = pairs.find((pair) => !taken.includes(pair));
  if (free === undefined) throw new Error("every pair of letters is taken");
  return free;
}
