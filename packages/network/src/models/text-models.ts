import { type TextOffer, textOffer } from "./offer.ts";

/** Made-up models of made-up publishers. Prices are spread over the real range, 0.10/0.40 to 10/50 dollars. */
export const textModels: readonly TextOffer[] = [
  textOffer(
    {
      id: "quillworks/quill-3",
      publisher: "Quillworks",
      name: "Quill 3",
      about: "An even hand: clear answers of a few paragraphs, with a list where one helps.",
    },
    { inputUsd: 0.6, outputUsd: 2.4 },
    { voice: "plain", firstTokenMs: 350, tokensPerSecond: 70 },
  ),
  textOffer(
    {
      id: "quillworks/quill-3-mini",
      publisher: "Quillworks",
      name: "Quill 3 Mini",
      about: "The quickest and cheapest: says it in a sentence or two.",
    },
    { inputUsd: 0.1, outputUsd: 0.4 },
    { voice: "brief", firstTokenMs: 120, tokensPerSecond: 150 },
  ),
  textOffer(
    {
      id: "meridian-nine/atlas-large",
      publisher: "Meridian Nine",
      name: "Atlas Large",
      about: "Thorough and orderly: headings, reasons and what to do next. Takes its time.",
    },
    { inputUsd: 3, outputUsd: 15 },
    { voice: "thorough", firstTokenMs: 800, tokensPerSecond: 45 },
  ),
  textOffer(
    {
      id: "hollow-pine/lathe-code",
      publisher: "Hollow Pine",
      name: "Lathe Code",
      about: "For builders: code, tables and steps first, few words around them.",
    },
    { inputUsd: 0.3, outputUsd: 1.2 },
    { voice: "technical", firstTokenMs: 250, tokensPerSecond: 95 },
  ),
  textOffer(
    {
      id: "hollow-pine/fable",
      publisher: "Hollow Pine",
      name: "Fable",
      about: "A warm storyteller: verse, tales and letters, and a soft word around the plain ones.",
    },
    { inputUsd: 1, outputUsd: 5 },
    { voice: "narrative", firstTokenMs: 450, tokensPerSecond: 55 },
  ),
  textOffer(
    {
      id: "meridian-nine/zenith",
      publisher: "Meridian Nine",
      name: "Zenith",
      about:
        "The frontier: plans before it answers, checks itself, and says how sure it is. The dearest, and the slowest.",
    },
    { inputUsd: 10, outputUsd: 50 },
    { voice: "deliberate", firstTokenMs: 2_200, tokensPerSecond: 32 },
  ),
  textOffer(
    {
      id: "lanternhouse/tutor-1",
      publisher: "Lanternhouse",
      name: "Tutor 1",
      about: "A patient teacher: one step after another, and a question at the end to see whether it landed.",
    },
    { inputUsd: 0.8, outputUsd: 3.2 },
    { voice: "tutor", firstTokenMs: 400, tokensPerSecond: 60 },
  ),
  textOffer(
    {
      id: "meridian-nine/atlas-1",
      publisher: "Meridian Nine",
      name: "Atlas 1",
      about: "The first Atlas, kept for those who built on it. Atlas Large takes its place.",
      state: "deprecated",
    },
    { inputUsd: 0.5, outputUsd: 1.5 },
    { voice: "plain", firstTokenMs: 900, tokensPerSecond: 30 },
  ),
];
