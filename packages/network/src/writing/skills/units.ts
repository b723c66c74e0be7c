type Unit = {
  readonly names: readonly string[];
  readonly of: "length" | "weight" | "volume" | "time" | "data" | "speed";
  readonly base: number;
};

/** How much of the base (metre, gram, litre, second) each unit is: by definition, not by measurement. */
const units: readonly Unit[] = [
  { names: ["kilometers", "kilometer", "kilometres", "kilometre", "km", "kms"], of: "length", base: 1000 },
  { names: ["meters", "meter", "metres", "metre", "m"], of: "length", base: 1 },
  { names: ["centimeters", "centimeter", "centimetres", "centimetre", "cm"], of: "length", base: 0.01 },
  { names: ["millimeters", "millimeter", "millimetres", "millimetre", "mm"], of: "length", base: 0.001 },
  { names: ["miles", "mile", "mi"], of: "length", base: 1609.344 },
  { names: ["yards", "yard", "yd"], of: "length", base: 0.9144 },
  { names: ["feet", "foot", "ft"], of: "length", base: 0.3048 },
  { names: ["inches", "inch"], of: "length", base: 0.0254 },
  { names: ["kilograms", "kilogram", "kilos", "kilo", "kg"], of: "weight", base: 1000 },
  { names: ["grams", "gram", "g"], of: "weight", base: 1 },
  { names: ["milligrams", "milligram", "mg"], of: "weight", base: 0.001 },
  { names: ["tonnes", "tonne"], of: "weight", base: 1_000_000 },
  { names: ["stone", "stones"], of: "weight", base: 6350.29318 },
  { names: ["pounds", "pound", "lbs", "lb"], of: "weight", base: 453.59237 },
  { names: ["ounces", "ounce", "oz"], of: "weight", base: 28.349523125 },
  { names: ["liters", "liter", "litres", "litre", "l"], of: "volume", base: 1 },
  { names: ["milliliters", "milliliter", "millilitres", "ml"], of: "volume", base: 0.001 },
  { names: ["gallons", "gallon"], of: "volume", base: 3.785411784 },
  { names: ["pints", "pint"], of: "volume", base: 0.473176473 },
  { names: ["cups", "cup"], of: "volume", base: 0.2365882365 },
  { names: ["tablespoons", "tablespoon", "tbsp"], of: "volume", base: 0.01478676478125 },
  { names: ["teaspoons", "teaspoon", "tsp"], of: "volume", base: 0.00492892159375 },
  { names: ["megabytes", "megabyte", "mb"], of: "data", base: 1_000_000 },
  { names: ["gigabytes", "gigabyte", "gb"], of: "data", base: 1_000_000_000 },
  { names: ["kilobytes", "kilobyte", "kb"], of: "data", base: 1_000 },
  { names: ["terabytes", "terabyte", "tb"], of: "data", base: 1_000_000_000_000 },
  { names: ["kmh", "kph"], of: "speed", base: 1 },
  { names: ["mph"], of: "speed", base: 1.609344 },
  { names: ["hours", "hour", "h"], of: "time", base: 3600 },
  { names: ["minutes", "minute", "min"], of: "time", base: 60 },
  { names: ["seconds", "second", "sec"], of: "time", base: 1 },
  { names: ["days", "day"], of: "time", base: 86_400 },
  { names: ["weeks", "week"], of: "time", base: 604_800 },
];

const unitOf = (word: string) => units.find(({ names }) => names.includes(word));

/** "5 km in miles", "72 f to c", "how many litres in 3 gallons". Null when it is no conversion. */
export function convert(lower: string): Converted | null {
  return stature(lower) ?? single(lower.replace("km/h", "kmh").replace("miles per hour", "mph"));
}

type Converted = { readonly from: string; readonly to: string; readonly rule: string };

/** Feet and inches, as people say how tall they are. */
function stature(lower: string): Converted | null {
  const tall = lower.match(
    /(\d+)\s*(?:feet|foot|ft|')\s*(?:and\s*)?(\d+(?:\.\d+)?)\s*(?:inches|inch|in|"|”)?\s+(?:in|to|into|as)\s+(cm|centimet(?:er|re)s?|m|met(?:er|re)s?)\b/,
  );
  if (!tall) return null;
  const inches = Number(tall[1]) * 12 + Number(tall[2]);
  const isMetres = /^m(et|$)/.test(tall[3] ?? "");
  const to = isMetres ? `${short(inches * 0.0254)} m` : `${short(inches * 2.54)} cm`;
  return {
    from: `${tall[1]} ft ${tall[2]} in`,
    to,
    rule: `A foot is 12 inches, so these are ${short(inches)}; an inch is exactly 2.54 cm.`,
  };
}

function single(lower: string): Converted | null {
  const asked = lower.match(/(-?\d[\d,]*(?:\.\d+)?)\s*°?\s*([a-z]+)\s+(?:in|to|into|as)\s+(?:degrees\s+)?°?([a-z]+)/);
  const reversed = lower.match(/how many\s+([a-z]+)\s+(?:are |is )?(?:there )?in\s+(-?\d[\d,]*(?:\.\d+)?)\s*([a-z]+)/);
  const many =
    asked ??
    (reversed ? ["", reversed[2] ?? "", reversed[3] ?? "", reversed[1] ?? ""] : null) ??
    lower.match(/how many\s+()([a-z]+)\s+(?:are|is)?\s*(?:in|per)\s+(?:a\s+|an\s+|one\s+)?([a-z]+)/);
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
