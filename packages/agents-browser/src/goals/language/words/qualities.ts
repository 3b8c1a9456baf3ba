import type { ThingPhrase } from "../../goal-reading.ts";

const colorNames = new Set(
  (
    "aqua black blue brown coral cyan gold gray green grey indigo lavender lime magenta maroon navy olive orange pink " +
    "purple red salmon silver tan teal turquoise violet white yellow"
  ).split(" "),
);

/** A colour by its English name ("grey" is "gray") or as #rrggbb. */
export function readColor(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(lower)) return lower;
  if (!colorNames.has(lower)) return undefined;
  return lower === "grey" ? "gray" : lower;
}

const sizes: Readonly<Record<string, ThingPhrase["size"]>> = {
  small: "small",
  little: "small",
  tiny: "small",
  large: "large",
  big: "large",
  huge: "large",
  smallest: "smallest",
  tiniest: "smallest",
  largest: "largest",
  biggest: "largest",
};

export function readSize(word: string): ThingPhrase["size"] {
  return Object.hasOwn(sizes, word) ? sizes[word] : undefined;
}

type Superlative = NonNullable<ThingPhrase["superlative"]>;
const superlatives: Readonly<Record<string, Superlative>> = {
  cheapest: { pick: "lowest", by: "price" },
  "least expensive": { pick: "lowest", by: "price" },
  "most expensive": { pick: "highest", by: "price" },
  priciest: { pick: "highest", by: "price" },
  costliest: { pick: "highest", by: "price" },
  highest: { pick: "highest" },
  greatest: { pick: "highest" },
  maximum: { pick: "highest" },
  most: { pick: "highest" },
  lowest: { pick: "lowest" },
  least: { pick: "lowest" },
  minimum: { pick: "lowest" },
  fewest: { pick: "lowest" },
  longest: { pick: "highest", by: "length" },
  shortest: { pick: "lowest", by: "length" },
  fastest: { pick: "lowest", by: "duration" },
  quickest: { pick: "lowest", by: "duration" },
  slowest: { pick: "highest", by: "duration" },
  newest: { pick: "highest", by: "date" },
  latest: { pick: "highest", by: "date" },
  "most recent": { pick: "highest", by: "date" },
  oldest: { pick: "lowest", by: "date" },
  earliest: { pick: "lowest", by: "date" },
  "best rated": { pick: "highest", by: "rating" },
  "best-rated": { pick: "highest", by: "rating" },
  "highest rated": { pick: "highest", by: "rating" },
  "highest-rated": { pick: "highest", by: "rating" },
  "top rated": { pick: "highest", by: "rating" },
  "top-rated": { pick: "highest", by: "rating" },
  "lowest rated": { pick: "lowest", by: "rating" },
  "most popular": { pick: "highest", by: "popularity" },
  heaviest: { pick: "highest", by: "weight" },
  lightest: { pick: "lowest", by: "weight" },
  tallest: { pick: "highest", by: "height" },
  youngest: { pick: "lowest", by: "age" },
};

/** "cheapest", "most expensive": which end, and of what where the word says so. */
export function readSuperlative(words: string): Superlative | undefined {
  return Object.hasOwn(superlatives, words) ? superlatives[words] : undefined;
}
