/** One step on the way to the result. */
export type Working = { readonly sum: string; readonly result: string };

export type Evaluation =
  | {
      readonly outcome: "result";
      readonly written: string;
      readonly exact: boolean;
      readonly working: readonly Working[];
    }
  | { readonly outcome: "undefined" }
  | { readonly outcome: "not-a-sum" };

/** A fraction of whole numbers, so that 0.1 + 0.2 is 0.3. Roots leave it and become doubles. */
type Value = { readonly top: bigint; readonly bottom: bigint } | { readonly double: number };

class DividedByZero extends Error {}
class NotASum extends Error {}

const longest = 120;
const largestPower = 4_096n;

/** Reads a sum by descent (sums of products of powers) and keeps the workings. */
export function evaluate(expression: string): Evaluation {
  const tokens = expression.match(/\d+(?:\.\d+)?|\.\d+|sqrt|[-+*/^%()]/g) ?? [];
  if (expression.length > longest || tokens.join("") !== expression.replace(/\s+/g, ""))
    return { outcome: "not-a-sum" };
  const working: Working[] = [];
  let at = 0;

  const take = (...signs: readonly string[]) => {
    const token = tokens[at];
    if (token === undefined || !signs.includes(token)) return null;
    at += 1;
    return token;
  };
  const note = (left: Value, sign: string, right: Value, result: Value) => {
    working.push({ sum: `${write(left).written} ${sign} ${write(right).written}`, result: write(result).written });
    return result;
  };
  const sum = (): Value => {
    let left = product();
    for (let sign = take("+", "-"); sign; sign = take("+", "-")) {
      const right = product();
      left = note(left, sign, right, combine(left, sign, right));
    }
    return left;
  };
  const product = (): Value => {
    let left = power();
    for (let sign = take("*", "/", "%"); sign; sign = take("*", "/", "%")) {
      const right = power();
      left = note(left, sign, right, combine(left, sign, right));
    }
    return left;
  };
  const power = (): Value => {
    const base = single();
    const sign = take("^");
    if (!sign) return base;
    const exponent = power();
    return note(base, "^", exponent, raise(base, exponent));
  };
  const single = (): Value => {
    if (take("-")) return combine({ top: 0n, bottom: 1n }, "-", power());
    if (take("sqrt")) return root(single());
    if (take("(")) {
      const inner = sum();
      if (!take(")")) throw new NotASum();
      return inner;
    }
    const token = tokens[at];
    if (token === undefined || !/^[\d.]/.test(token)) throw new NotASum();
    at += 1;
    return fractionOf(token);
  };

  try {
    const result = sum();
    if (at < tokens.length) return { outcome: "not-a-sum" };
    return { outcome: "result", ...write(result), working };
  } catch (cause) {
    if (cause instanceof DividedByZero) return { outcome: "undefined" };
    if (cause instanceof NotASum) return { outcome: "not-a-sum" };
    throw cause;
  }
}

function fractionOf(text: string): Value {
  const [whole = "0", decimals = ""] = text.split(".");
  return simplest(BigInt(`${whole || "0"}${decimals}`), 10n ** BigInt(decimals.length));
}

function combine(left: Value, sign: string, right: Value): Value {
  if ("double" in left || "double" in right) return { double: ofDoubles(doubleOf(left), sign, doubleOf(right)) };
  switch (sign) {
    case "+":
      return simplest(left.top * right.bottom + right.top * left.bottom, left.bottom * right.bottom);
    case "-":
      return simplest(left.top * right.bottom - right.top * left.bottom, left.bottom * right.bottom);
    case "*":
      return simplest(left.top * right.top, left.bottom * right.bottom);
    case "/":
      return simplest(left.top * right.bottom, left.bottom * right.top);
    default:
      if (right.top === 0n) throw new DividedByZero();
      return simplest((left.top * right.bottom) % (right.top * left.bottom), left.bottom * right.bottom);
  }
}

function ofDoubles(left: number, sign: string, right: number): number {
  if (sign === "+") return left + right;
  if (sign === "-") return left - right;
  if (sign === "*") return left * right;
  if (right === 0) throw new DividedByZero();
  return sign === "/" ? left / right : left % right;
}

function raise(base: Value, exponent: Value): Value {
  if ("double" in base || "double" in exponent || exponent.bottom !== 1n) {
    const result = doubleOf(base) ** doubleOf(exponent);
    if (!Number.isFinite(result)) throw new NotASum();
    return { double: result };
  }
  const times = exponent.top < 0n ? -exponent.top : exponent.top;
  if (times > largestPower) throw new NotASum();
  const [top, bottom] = [base.top ** times, base.bottom ** times];
  return exponent.top < 0n ? simplest(bottom, top) : simplest(top, bottom);
}

function root(of: Value): Value {
  const result = Math.sqrt(doubleOf(of));
  if (Number.isNaN(result)) throw new NotASum();
  return Number.isSafeInteger(result) && !("double" in of) && of.bottom === 1n && BigInt(result) ** 2n === of.top
    ? { top: BigInt(result), bottom: 1n }
    : { double: result };
}

const doubleOf = (value: Value): number =>
  "double" in value ? value.double : Number(value.top) / Number(value.bottom);

function simplest(top: bigint, bottom: bigint): Value {
  if (bottom === 0n) throw new DividedByZero();
  let [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  while (b > 0n) [a, b] = [b, a % b];
  const by = bottom < 0n ? -a : a;
  return by === 0n ? { top: 0n, bottom: 1n } : { top: top / by, bottom: bottom / by };
}

const places = 10n;

function write(value: Value): { readonly written: string; readonly exact: boolean } {
  if ("double" in value) return { written: grouped(String(Number(value.double.toPrecision(12)))), exact: false };
  const scale = 10n ** places;
  const [sign, top] = value.top < 0n ? ["-", -value.top] : ["", value.top];
  const scaled = (top * scale * 2n + value.bottom) / (value.bottom * 2n);
  const exact = scaled * value.bottom === top * scale;
  const decimals = (scaled % scale).toString().padStart(Number(places), "0").replace(/0+$/, "");
  return { written: sign + grouped(`${scaled / scale}${decimals ? `.${decimals}` : ""}`), exact };
}

/** Commas between thousands, as the one who asked may have written them. */
function grouped(number: string): string {
  const [whole = "", decimals] = number.split(".");
  if (number.includes("e")) return number;
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (decimals ? `.${decimals}` : "");
}
