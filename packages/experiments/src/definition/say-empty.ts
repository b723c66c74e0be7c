/** What to write where nothing is written, by the path of the field. */
export const sayEmpty = (path: string): string => empty[path.replace(/\d+/g, "n")] ?? "Fill this in.";

const empty: Readonly<Record<string, string>> = {
  name: "Fill this in. Everybody here finds the experiment by its name.",
  key: "Write a key for links and events, such as warmer-words.",
  hypothesis: "Fill this in. Say what should happen, and why.",
  feature: "Write the name by which the app asks for it, such as studio.warm-words.",
  "variants.n.name": "Write a name, such as Warmer words.",
  "variants.n.key": "Write a key for links and events, such as warmer.",
  "namespace.key": "Write the name of the namespace, such as main.",
};
