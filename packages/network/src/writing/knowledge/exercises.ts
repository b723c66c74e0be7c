import type { Snippet } from "./snippet.ts";

/** What is asked for practice: in interviews, in classes. */
export const exercises: readonly Snippet[] = [
  {
    asks: /\bfizz ?buzz\b/,
    title: "FizzBuzz",
    lead: "The old doorman's question. Fifteen first, since it is both.",
    in: {
      python: `for n in range(1, 101):
    word = "Fizz" * (n % 3 == 0) + "Buzz" * (n % 5 == 0)
    print(word or n)`,
      typescript: `for (let n = 1; n <= 100; n += 1) {
  const word = (n % 3 === 0 ? "Fizz" : "") + (n % 5 === 0 ? "Buzz" : "");
  console.log(word || n);
}`,
      javascript: `for (let n = 1; n <= 100; n += 1) {
  const word = (n % 3 === 0 ? "Fizz" : "") + (n % 5 === 0 ? "Buzz" : "");
  console.log(word || n);
}`,
    },
  },
  {
    asks: /\b(reverse|reverses|reversing)\b.*\b(string|text|word)\b|\bstring\b.*\brevers/,
    title: "Reverse a string",
    lead: "By characters rather than code units, so that emoji survive.",
    in: {
      python: `def reverse(text: str) -> str:
    return text[::-1]


assert reverse("wheel") == "leehw"`,
      typescript: `export const reverse = (text: string): string => Array.from(text).reverse().join("");

console.assert(reverse("wheel") === "leehw");`,
      javascript: `export const reverse = (text) => Array.from(text).reverse().join("");

console.assert(reverse("wheel") === "leehw");`,
    },
  },
  {
    asks: /\bpalindromes?\b/,
    title: "Palindrome",
    lead: "Letters and digits only, whatever their case.",
    in: {
      python: `def is_palindrome(text: str) -> bool:
    letters = [c.casefold() for c in text if c.isalnum()]
    return letters == letters[::-1]


assert is_palindrome("Never odd or even")
assert not is_palindrome("flywheel")`,
      typescript: `export function isPalindrome(text: string): boolean {
  const letters = Array.from(text.toLowerCase()).filter((c) => /[\\p{L}\\p{N}]/u.test(c));
  return letters.join("") === letters.toReversed().join("");
}

console.assert(isPalindrome("Never odd or even"));`,
    },
  },
  {
    asks: /\bfibonacci\b/,
    title: "Fibonacci",
    lead: "Two numbers carried along; no recursion, no waiting.",
    in: {
      python: `def fibonacci(count: int) -> list[int]:
    numbers, a, b = [], 0, 1
    for _ in range(count):
        numbers.append(a)
        a, b = b, a + b
    return numbers


assert fibonacci(8) == [0, 1, 1, 2, 3, 5, 8, 13]`,
      typescript: `export function* fibonacci(): Generator<bigint> {
  let [a, b] = [0n, 1n];
  for (;;) {
    yield a;
    [a, b] = [b, a + b];
  }
}

for (const n of fibonacci()) {
  if (n > 100n) break;
  console.log(n);
}`,
    },
  },
  {
    asks: /\bfactorial\b/,
    title: "Factorial",
    lead: "A loop is enough, and it does not run out of stack.",
    in: {
      python: `def factorial(n: int) -> int:
    if n < 0:
        raise ValueError("a factorial needs a number of at least 0")
    product = 1
    for factor in range(2, n + 1):
        product *= factor
    return product


assert factorial(5) == 120`,
      typescript: `export function factorial(n: number): bigint {
  if (!Number.isInteger(n) || n < 0) throw new RangeError("a factorial needs a whole number of at least 0");
  let product = 1n;
  for (let factor = 2n; factor <= BigInt(n); factor += 1n) product *= factor;
  return product;
}

console.assert(factorial(5) === 120n);`,
    },
  },
  {
    asks: /\b(is|whether|if|check\w*|test\w*)\b.*\bprime\b/,
    title: "Is it prime?",
    lead: "Try the small divisors, up to the root.",
    in: {
      python: `def is_prime(n: int) -> bool:
    if n < 2:
        return False
    return all(n % divisor for divisor in range(2, int(n**0.5) + 1))


assert [n for n in range(20) if is_prime(n)] == [2, 3, 5, 7, 11, 13, 17, 19]`,
      typescript: `export function isPrime(n: number): boolean {
  if (!Number.isInteger(n) || n < 2) return false;
  for (let divisor = 2; divisor * divisor <= n; divisor += 1) {
    if (n % divisor === 0) return false;
  }
  return true;
}

console.assert(isPrime(97) && !isPrime(91));`,
    },
  },
  {
    asks: /\bprimes?\b|\bsieve\b/,
    title: "Primes",
    lead: "The sieve: cross out the multiples, keep what is left.",
    in: {
      python: `def primes(limit: int) -> list[int]:
    candidate = [False, False] + [True] * (limit - 1)
    for n in range(2, int(limit**0.5) + 1):
        if candidate[n]:
            for multiple in range(n * n, limit + 1, n):
                candidate[multiple] = False
    return [n for n, is_prime in enumerate(candidate) if is_prime]


assert primes(20) == [2, 3, 5, 7, 11, 13, 17, 19]`,
      typescript: `export function primes(limit: number): number[] {
  const crossed = new Set<number>();
  const found: number[] = [];
  for (let n = 2; n <= limit; n += 1) {
    if (crossed.has(n)) continue;
    found.push(n);
    for (let multiple = n * n; multiple <= limit; multiple += n) crossed.add(multiple);
  }
  return found;
}

console.assert(primes(20).join() === "2,3,5,7,11,13,17,19");`,
    },
  },
  {
    asks: /\bbinary search\b/,
    title: "Binary search",
    lead: "Halve what is left until it is found, or nothing is left.",
    in: {
      python: `def find(items: list[int], wanted: int) -> int | None:
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < len(items) and items[low] == wanted else None


assert find([1, 3, 5, 8], 5) == 2
assert find([1, 3, 5, 8], 4) is None`,
      typescript: `export function find(items: readonly number[], wanted: number): number | null {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return items[low] === wanted ? low : null;
}

console.assert(find([1, 3, 5, 8], 5) === 2);`,
    },
  },
  {
    asks: /\b(sort|sorting|quick ?sort|merge ?sort|bubble ?sort)\b/,
    title: "Sorting",
    lead: "Merge sort: split, sort each half, and zip them together again.",
    in: {
      python: `def merge_sort(items: list[int]) -> list[int]:
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    merged = []
    while left and right:
        merged.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
    return merged + left + right


assert merge_sort([3, 1, 2]) == [1, 2, 3]`,
      typescript: `export const sorted = (items: readonly number[]): number[] => items.toSorted((a, b) => a - b);

console.assert(sorted([10, 9, 1]).join() === "1,9,10"); // without the comparison: 1,10,9`,
    },
  },
];
