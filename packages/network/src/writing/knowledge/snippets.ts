import type { Language } from "../skills/coding.ts";

type Snippet = {
  readonly asks: RegExp;
  readonly title: string;
  readonly lead: string;
  readonly in: Readonly<Partial<Record<Language, string>>>;
};

/** Code that these models know by heart. Every piece was run when it was written down. */
export const snippets: readonly Snippet[] = [
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
    asks: /\bdebounce\b/,
    title: "Debounce",
    lead: "Calls through once the caller has been quiet for a while.",
    in: {
      typescript: `export function debounce<Args extends unknown[]>(call: (...args: Args) => void, quietMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...args: Args): void => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...args), quietMs);
  };
}

const save = debounce((text: string) => console.log("saved", text), 300);
save("a");
save("ab"); // only this one is saved`,
      javascript: `export function debounce(call, quietMs) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...args), quietMs);
  };
}`,
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
    asks: /\b(count|counts|frequency|frequencies)\b.*\b(words?|letters?|characters?)\b|\bword count\b/,
    title: "Count words",
    lead: "A tally, most frequent first.",
    in: {
      python: `from collections import Counter
import re


def word_counts(text: str) -> list[tuple[str, int]]:
    words = re.findall(r"[\\w']+", text.lower())
    return Counter(words).most_common()


assert word_counts("the wheel turns the wheel")[0] == ("the", 2)`,
      typescript: `export function wordCounts(text: string): [string, number][] {
  const tally = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\\p{L}\\p{N}']+/gu)) tally.set(word, (tally.get(word) ?? 0) + 1);
  return [...tally].sort((a, b) => b[1] - a[1]);
}

console.assert(wordCounts("the wheel turns the wheel")[0]?.[1] === 2);`,
    },
  },
  {
    asks: /\b(read|parse|load)\b.*\bcsv\b|\bcsv\b/,
    title: "Read a CSV",
    lead: "Let the library do the quoting; it has met stranger files than you have.",
    in: {
      python: `import csv
from pathlib import Path


def read_rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


for row in read_rows("people.csv"):
    print(row)`,
    },
  },
  {
    asks: /\b(http|web|api) server\b|\bserver\b.*\b(node|express|python)\b|\bhello world server\b/,
    title: "A small web server",
    lead: "Nothing to install.",
    in: {
      typescript: `import { createServer } from "node:http";

const server = createServer((request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ hello: "world", path: request.url }));
});

server.listen(8080, () => console.log("http://localhost:8080"));`,
      python: `from http.server import BaseHTTPRequestHandler, HTTPServer
import json


class Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps({"hello": "world", "path": self.path}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(body)


HTTPServer(("127.0.0.1", 8080), Hello).serve_forever()`,
    },
  },
  {
    asks: /\b(fetch|http request|call an? api|get request)\b/,
    title: "Ask an API",
    lead: "With a deadline, and a look at the status before the body.",
    in: {
      typescript: `export async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(\`\${url} answered \${response.status}\`);
  return response.json();
}`,
      python: `import json
from urllib.request import urlopen


def get_json(url: str) -> object:
    with urlopen(url, timeout=5) as response:  # raises on 4xx and 5xx
        return json.load(response)`,
    },
  },
  {
    asks: /\b(react|counter|button)\b.*\b(component|counter|button)\b/,
    title: "A counter in React",
    lead: "State, an event, and what depends on it.",
    in: {
      typescript: `import { useState } from "react";

export function Counter({ start = 0 }: { start?: number }) {
  const [count, setCount] = useState(start);
  return (
    <button type="button" onClick={() => setCount((now) => now + 1)}>
      pressed {count} {count === 1 ? "time" : "times"}
    </button>
  );
}`,
    },
  },
  {
    asks: /\b(e-?mail)\b.*\b(regex|regexp|valid)|\b(regex|regexp|validate)\b.*\be-?mail\b/,
    title: "Does it look like an address?",
    lead: "Good enough to catch a slip of the finger. Only a sent message proves an address.",
    in: {
      python: `import re

looks_like_email = re.compile(r"[^@\\s]+@[^@\\s]+\\.[^@\\s]+").fullmatch

assert looks_like_email("ada@example.org")
assert not looks_like_email("ada@example")`,
      typescript: `export const looksLikeEmail = (text: string): boolean => /^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$/.test(text);

console.assert(looksLikeEmail("ada@example.org"));`,
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
  {
    asks: /\b(top|largest|highest|best)\b.*\b(customers?|rows?|users?|products?|orders?)\b|\bgroup by\b|\bjoin\b/,
    title: "The largest, by group",
    lead: "Join, group, sort, cut.",
    in: {
      sql: `select
  customer.id,
  customer.name,
  count(*)           as orders,
  sum(orders.amount) as spent
from customers as customer
join orders on orders.customer_id = customer.id
where orders.created_at >= current_date - interval '1 year'
group by customer.id, customer.name
order by spent desc
limit 10;`,
    },
  },
];
