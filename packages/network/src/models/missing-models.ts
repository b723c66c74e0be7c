/** Models that people ask for and nobody here hosts yet: demand that supply has not met. Any other name is simply unknown. */
export const missingModels: ReadonlySet<string> = new Set([
  "quillworks/quill-4",
  "meridian-nine/atlas-vision",
  "hollow-pine/fable-long",
  "northlight/daguerre",
  "saltbox/riso-motion",
]);
