/** Things that saved segments say no to. */
export type SegmentRefusal =
  | { readonly code: "name-taken"; readonly name: string }
  | { readonly code: "key-taken"; readonly name: string }
  | { readonly code: "unknown"; readonly key: string }
  | { readonly code: "outdated"; readonly name: string };

/** Why, and what to do. */
export function saySegmentRefusal(refusal: SegmentRefusal): string {
  switch (refusal.code) {
    case "name-taken":
      return `there is a segment called "${refusal.name}" already; choose another name`;
    case "key-taken":
      return `"${refusal.name}" was first saved under this name and keeps its key; choose another name`;
    case "unknown":
      return "this segment was removed; save it under a name to have it again";
    case "outdated":
      return `somebody changed "${refusal.name}" meanwhile; look at it again`;
  }
}
