type Unit = {
  readonly names: readonly string[];
  readonly of: "length" | "weight" | "volume" | "time";
  readonly base: number;
};

/** How much of the base (metre, gram, litre, second) each unit is: by definition, not by measurement. */
const units: readonly Unit[] = [
  { names: ["kilometers", "kilometer", "kilometres", "kilometre", "km", "kms"], of: "length", base: 1000 },
  { names: ["meters", "meter", "metres", "metre", "m"], of: "length", base: 1 },
  { names: ["centimeters", "centimeter", "centimetres", "centimetre", "cm"], of: "length", base: 0.01 },
  { names: ["miles", "mile", "mi"], of: "length", base: 1609.344 },
  { names: ["yards", "yard", "yd"], of: "length", base: 0.9144 },
  { names: ["feet", "foot", "ft"], of: "length", base: 0.3048 },
  { names: ["inches", "inch"], of: "length", base: 0.0254 },
  { names: ["kilograms", "kilogram", "kilos", "kilo", "kg"], of: "weight", base: 1000 },
  { names: ["grams", "gram", "g"], of: "weight", base: 1 },
  { names: ["pounds", "pound", "lbs", "lb"], of: "weight", base: 453.59237 },
  { names: ["ounces", "ounce", "oz"], of: "weight", base: 28.349523125 },
  { names: ["liters", "liter", "litres", "litre", "l"], of: "volume", base: 1 },
  { names: ["milliliters", "milliliter", "millilitres", "ml"], of: "volume", base: 0.001 },
  { names: ["gallons", "gallon"], of: "volume", base: 3.785411784 },
  { names: ["hours", "hour", "h"], of: "time", base: 3600 },
  { names: ["minutes", "minute", "min"], of: "time", base: 60 },
  { names: ["seconds", "second", "sec"], of: "time", base: 1 },
  { names: ["days", "day"], of: "time", base: 86_400 },
  { names: ["weeks", "week"], of: "time", base: 604_800 },
];

const unitOf = (word: string) => units.find(({ names }) => names.includes(word));

/** "5 km in miles", "72 f to c". Null when it is no conversion. */
export function convert(lower: string): { readonly from: string; readonly to: string; readonly rule: string } | null {
  const asked = lower.match(/(-?\d[\d,]*(?:\.\d+)?)\s*°?\s*([a-z]+)\s+(?:in|to|into|as)\s+(?:degrees\s+)?°?([a-z]+)/);
  const many =
    asked ?? lower.match(/how many\s+()([a-z]+)\s+(?:are|is)?\s*(?:in|per)\s+(?:a\s+|an\s+|one\s+)?([a-z]+)/);
  if (!many) return null;
  const [, amountText = "", first = "", second = ""] = many;
  const amount = amountText ? Number(amountText.replaceAll(",", "")) : 1;
  const [fromWord, toWord] = amountText ? [first, second] : [second, first];
  const warmth = temperature(amount, fromWord, toWord);
  if (warmth) return warmth;
  const [from, to] = [unitOf(fromWord), unitOf(toWord)];
  if (!from || !to || from.of !== to.of || from === to) return null;
  const rule =
    amount === 1
      ? "By definition, so it is exact but for the rounding."
      : `1 ${singular(fromWord)} is ${short(from.base / to.base)} ${toWord}.`;
  return { from: `${short(amount)} ${fromWord}`, to: `${short((amount * from.base) / to.base)} ${toWord}`, rule };
}

function temperature(amount: number, from: string, to: string) {
  const [cold, warm] = [/^(c|celsius|centigrade)$/, /^(f|fahrenheit)$/];
  if (cold.test(from) && warm.test(to)) {
    return {
      from: `${short(amount)} °C`,
      to: `${short((amount * 9) / 5 + 32)} °F`,
      rule: "Celsius times 9, divided by 5, plus 32.",
    };
  }
  if (warm.test(from) && cold.test(to)) {
    return {
      from: `${short(amount)} °F`,
      to: `${short(((amount - 32) * 5) / 9)} °C`,
      rule: "Fahrenheit less 32, times 5, divided by 9.",
    };
  }
  return null;
}

const singular = (unit: string) => (unit === "feet" ? "foot" : unit === "inches" ? "inch" : unit.replace(/s$/, ""));

/** Two places are enough for the kitchen and the road; small numbers keep four digits. */
const short = (value: number) => String(Math.abs(value) >= 1 ? Number(value.toFixed(2)) : Number(value.toPrecision(4)));
