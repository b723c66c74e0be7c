import { type Draft, table } from "../draft.ts";
import type { Skill } from "../skill.ts";

const languages = ["french", "spanish", "german", "italian", "portuguese"] as const;

/** Twenty phrases that every phrasebook has. */
const phrases: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
  hello: ["bonjour", "hola", "hallo", "ciao", "olá"],
  "good morning": ["bonjour", "buenos días", "guten Morgen", "buongiorno", "bom dia"],
  "good evening": ["bonsoir", "buenas tardes", "guten Abend", "buonasera", "boa noite"],
  "good night": ["bonne nuit", "buenas noches", "gute Nacht", "buonanotte", "boa noite"],
  goodbye: ["au revoir", "adiós", "auf Wiedersehen", "arrivederci", "adeus"],
  please: ["s'il vous plaît", "por favor", "bitte", "per favore", "por favor"],
  "thank you": ["merci", "gracias", "danke", "grazie", "obrigado, obrigada"],
  yes: ["oui", "sí", "ja", "sì", "sim"],
  no: ["non", "no", "nein", "no", "não"],
  "excuse me": ["excusez-moi", "disculpe", "Entschuldigung", "mi scusi", "com licença"],
  sorry: ["pardon", "lo siento", "es tut mir leid", "mi dispiace", "desculpe"],
  "i love you": ["je t'aime", "te quiero", "ich liebe dich", "ti amo", "eu te amo"],
  "how are you": ["comment allez-vous ?", "¿cómo estás?", "wie geht es dir?", "come stai?", "como vai?"],
  water: ["eau", "agua", "Wasser", "acqua", "água"],
  bread: ["pain", "pan", "Brot", "pane", "pão"],
  friend: ["ami, amie", "amigo, amiga", "Freund, Freundin", "amico, amica", "amigo, amiga"],
  "where is the station": [
    "où est la gare ?",
    "¿dónde está la estación?",
    "wo ist der Bahnhof?",
    "dov'è la stazione?",
    "onde fica a estação?",
  ],
  cheers: ["santé", "salud", "prost", "salute", "saúde"],
  "happy birthday": [
    "joyeux anniversaire",
    "feliz cumpleaños",
    "alles Gute zum Geburtstag",
    "buon compleanno",
    "feliz aniversário",
  ],
  welcome: ["bienvenue", "bienvenido", "willkommen", "benvenuto", "bem-vindo"],
};

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

/** A few phrases at once, in one language; what is not in the book is said to be missing. */
function severalIn(asked: string, language: (typeof languages)[number] | undefined): Draft | null {
  const parts = asked
    .replace(/["'“”‘’?]/g, "")
    .replace(/^.*?\b(translate|say)\b:?\s*/, "")
    .replace(/\s+(to|into|in) (french|spanish|german|italian|portuguese)\b.*$/, "")
    .split(/[,;.!]\s*|\s+and\s+/)
    .map((part) => part.trim())
    .filter(Boolean);
  const known = parts.filter((part) => phrases[part]);
  if (!language || known.length < 2) return null;
  const at = languages.indexOf(language);
  const missing = parts.filter(
    (part) => !phrases[part] && !/\b(french|spanish|german|italian|portuguese|translat\w*)\b/.test(part),
  );
  return {
    manner: "answer",
    title: `In ${capital(language)}`,
    lead: `**${known.map((part) => phrases[part]?.[at] ?? "").join(", ")}** (${capital(language)})`,
    blocks: [
      table(
        ["English", capital(language)],
        known.map((part) => [part, phrases[part]?.[at] ?? ""]),
      ),
    ],
    ...(missing.length > 0 ? { note: `Not in my phrasebook: ${missing.join(", ")}.` } : {}),
  };
}

export const phrasebook: Skill = ({ lower, given }) => {
  if (!/\btranslat\w*|\bhow do (you|i) say\b|\bin (french|spanish|german|italian|portuguese)\b/.test(lower))
    return null;
  const wanted = languages.findIndex((language) => lower.includes(language));
  const asked = (given ?? lower).toLowerCase();
  const several = severalIn(asked, languages[wanted]);
  if (several) return several;
  const phrase = Object.keys(phrases)
    .sort((a, b) => b.length - a.length)
    .find((known) => new RegExp(`\\b${known}\\b`).test(asked));
  const found = phrase ? phrases[phrase] : undefined;
  if (!phrase || !found) {
    if (!/\btranslat\w*|\bhow do (you|i) say\b/.test(lower)) return null;
    return {
      manner: "answer",
      title: "Beyond the phrasebook",
      lead: "I only carry a phrasebook of twenty lines, greetings and the like, and this is not one of them. A wrong translation is worse than none.",
      next: `I know, for instance, *${Object.keys(phrases).slice(0, 4).join("*, *")}* in ${languages.map(capital).join(", ")}.`,
    };
  }
  const single = found[wanted];
  if (single)
    return {
      manner: "answer",
      title: capital(phrase),
      lead: `**${single}** (${capital(languages[wanted] ?? "")})`,
      next: "I know the other phrases of the first page, too.",
    };
  return {
    manner: "answer",
    title: capital(phrase),
    lead: `*${capital(phrase)}*, as in the phrasebook:`,
    blocks: [
      table(
        ["Language", "Phrase"],
        languages.map((language, index) => [capital(language), found[index] ?? ""]),
      ),
    ],
  };
};
