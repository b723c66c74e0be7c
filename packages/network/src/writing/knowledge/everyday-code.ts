import type { Snippet } from "./snippet.ts";

/** What is asked because somebody needs it today. */
export const everydayCode: readonly Snippet[] = [
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
