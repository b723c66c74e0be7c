import type { Snippet } from "./snippet.ts";

/** What is asked about lists and objects. */
export const listCode: readonly Snippet[] = [
  {
    asks: /\bgroups?\b.*\b(by|array|objects?|list)\b|\bgroup ?by\b(?!.*\bsql\b)/,
    title: "Group by a key",
    lead: "One pass; the key decides the drawer.",
    in: {
      typescript: `export function groupBy<Item, Key extends PropertyKey>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

const people = [{ name: "Ada", city: "London" }, { name: "Bo", city: "Oslo" }, { name: "Cy", city: "London" }];
console.assert(groupBy(people, ({ city }) => city).get("London")?.length === 2);`,
      javascript: `export function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
}

console.assert(groupBy([1, 2, 3], (n) => n % 2).get(1).length === 2);`,
      python: `from collections import defaultdict


def group_by(items, key):
    groups = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)


assert group_by([1, 2, 3], lambda n: n % 2) == {1: [1, 3], 0: [2]}`,
    },
  },
  {
    asks: /\bsecond[ -](largest|biggest|highest|smallest)\b/,
    title: "The second largest",
    lead: "Equal numbers count once: the second largest of 5, 5, 3 is 3.",
    in: {
      python: `def second_largest(numbers: list[float]) -> float | None:
    distinct = sorted(set(numbers), reverse=True)
    return distinct[1] if len(distinct) > 1 else None


assert second_largest([5, 5, 3]) == 3
assert second_largest([4]) is None`,
      typescript: `export function secondLargest(numbers: readonly number[]): number | undefined {
  return [...new Set(numbers)].sort((a, b) => b - a)[1];
}

console.assert(secondLargest([5, 5, 3]) === 3);
console.assert(secondLargest([4]) === undefined);`,
      javascript: `export const secondLargest = (numbers) => [...new Set(numbers)].sort((a, b) => b - a)[1];

console.assert(secondLargest([5, 5, 3]) === 3);`,
    },
  },
  {
    asks: /\b(duplicates?|dedupe|deduplicate|unique (items|values|elements))\b/,
    title: "Without duplicates",
    lead: "The first of each stays, in its place.",
    in: {
      python: `def unique(items):
    return list(dict.fromkeys(items))


assert unique([3, 1, 3, 2, 1]) == [3, 1, 2]`,
      typescript: `export const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

console.assert(unique([3, 1, 3, 2, 1]).join() === "3,1,2");`,
      javascript: `export const unique = (items) => [...new Set(items)];

console.assert(unique([3, 1, 3, 2, 1]).join() === "3,1,2");`,
      sql: `-- Which values are there more than once, and how often?
select email, count(*) as times
from people
group by email
having count(*) > 1
order by times desc;`,
    },
  },
  {
    asks: /\b(average|mean|sum|adds?|total)\b.*\b(list|array|numbers|two numbers|values)\b/,
    title: "Sum and mean",
    lead: "An empty list has a sum, but no mean.",
    in: {
      python: `def mean(numbers: list[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


assert sum([1, 2, 6]) == 9
assert mean([1, 2, 6]) == 3
assert mean([]) is None`,
      typescript: `export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
export const mean = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : sum(numbers) / numbers.length;

console.assert(sum([1, 2, 6]) === 9);
console.assert(mean([1, 2, 6]) === 3);`,
      javascript: `export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
export const mean = (numbers) => (numbers.length === 0 ? undefined : sum(numbers) / numbers.length);

console.assert(mean([1, 2, 6]) === 3);`,
      sql: `select count(*) as orders, sum(amount) as total, avg(amount) as mean
from orders;`,
    },
  },
  {
    asks: /\bvowels?\b/,
    title: "Count vowels",
    lead: "Five letters; y stays out of it.",
    in: {
      python: `def count_vowels(text: str) -> int:
    return sum(letter in "aeiou" for letter in text.lower())


assert count_vowels("Flywheel") == 2`,
      typescript: `export const countVowels = (text: string): number => text.match(/[aeiou]/gi)?.length ?? 0;

console.assert(countVowels("Flywheel") === 2);`,
      javascript: `export const countVowels = (text) => text.match(/[aeiou]/gi)?.length ?? 0;

console.assert(countVowels("Flywheel") === 2);`,
    },
  },
  {
    asks: /\b(flatten|nested (list|array))\b/,
    title: "Flatten",
    lead: "As deep as it goes.",
    in: {
      python: `def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


assert list(flatten([1, [2, [3]], 4])) == [1, 2, 3, 4]`,
      typescript: `export const flatten = (items: readonly unknown[]): unknown[] => items.flat(Number.POSITIVE_INFINITY);

console.assert(flatten([1, [2, [3]], 4]).join() === "1,2,3,4");`,
    },
  },
  {
    asks: /\bcent(?:er|re)(?:ing)? (?:a )?(?:div|element|box|text)\b/,
    title: "Center a div",
    lead: "The parent does it, in two lines.",
    in: {
      html: `<div class="parent"><div>In the middle, both ways.</div></div>

<style>
  .parent {
    display: grid;
    place-items: center;
    min-height: 100vh; /* without a height there is no middle to go to */
  }
</style>`,
    },
  },
  {
    asks: /\bback(?:s|ing)?[ -]?(?:s )?up\b.*\b(folder|directory|files?)\b|\bbackup\b/,
    title: "Back up a folder",
    lead: "A dated archive, written beside and renamed when it is whole, so that half a backup never looks like one.",
    in: {
      bash: `#!/usr/bin/env bash
set -euo pipefail

from="\${1:?usage: backup.sh FOLDER TARGET}"
to="\${2:?usage: backup.sh FOLDER TARGET}"
name="$(basename "$from")-$(date +%Y-%m-%d-%H%M%S).tar.gz"

mkdir -p "$to"
tar -czf "$to/.$name.part" -C "$(dirname "$from")" "$(basename "$from")"
mv "$to/.$name.part" "$to/$name"
echo "$to/$name"`,
    },
  },
];
