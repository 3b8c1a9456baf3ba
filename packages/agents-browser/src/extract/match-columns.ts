import { compareNames, readWords } from "./names.ts";

/** A property that wants a column. */
export interface WantedProperty {
  readonly property: string;
  /** Other words for it: title and description of its schema. */
  readonly synonyms: readonly string[];
}

/** A column that is there. */
export interface NamedColumn {
  readonly names: readonly string[];
  readonly weight: number;
  /** The property that it was made for. */
  readonly property?: string | undefined;
}

/** Which column belongs to which property, and what stayed open. */
export interface ColumnMatches {
  readonly columns: ReadonlyMap<string, { readonly column: number; readonly score: number }>;
  /** Properties that several columns fit equally well, with those columns. */
  readonly ambiguous: ReadonlyMap<string, readonly number[]>;
  /** Properties that no column fits. */
  readonly missing: readonly string[];
}

const smallestDifference = 0.005;

/** How well a column's names fit a property. */
function scoreColumn(
  { property, synonyms }: WantedProperty,
  column: NamedColumn,
  wordsOf: (name: string) => string[],
): number {
  if (column.property !== undefined) return column.property === property ? 2 : 0;
  const own = wordsOf(property);
  let best = 0;
  for (const [index, name] of column.names.entries()) {
    const found = wordsOf(name);
    let score = compareNames(own, found);
    for (const synonym of synonyms) {
      const words = wordsOf(synonym);
      const likeness = compareNames(words, found);
      // A long description holds many words that mean nothing by themselves.
      score = Math.max(score, likeness >= 0.9 ? likeness * 0.97 : words.length <= 4 ? likeness * 0.8 : 0);
    }
    best = Math.max(best, (score - index * 0.001) * column.weight);
  }
  return Math.max(0, best);
}

/**
 * Gives each property the column whose name fits it best: the best fitting pairs first, each column once.
 * `isSame` says of columns that fit equally well whether it does not matter which is taken.
 */
export function matchColumns(
  properties: readonly WantedProperty[],
  columns: readonly NamedColumn[],
  isSame: (one: number, other: number) => boolean = () => false,
): ColumnMatches {
  const matched = new Map<string, { column: number; score: number }>();
  const ambiguous = new Map<string, readonly number[]>();
  const taken = new Set<number>();
  const known = new Map<string, string[]>();
  const wordsOf = (name: string): string[] => {
    const words = known.get(name) ?? readWords(name);
    known.set(name, words);
    return words;
  };
  const open = new Map(
    properties.map((property) => {
      const scores = columns
        .map((column, index) => ({ column: index, score: scoreColumn(property, column, wordsOf) }))
        .filter(({ score }) => score > 0)
        .toSorted((one, other) => other.score - one.score);
      return [property.property, scores] as const;
    }),
  );
  while (open.size > 0) {
    const tops = [...open].map(([property, scores]) => {
      const free = scores.filter(({ column }) => !taken.has(column));
      const equal = free.filter(({ score }) => score >= (free[0]?.score ?? 0) - smallestDifference);
      return { property, best: free[0], equal };
    });
    const best = tops.toSorted((one, other) => (other.best?.score ?? 0) - (one.best?.score ?? 0))[0];
    open.delete(best.property);
    if (best.best === undefined) continue;
    const { column, score } = best.best;
    const others = best.equal.filter((other) => other.column !== column && !isSame(column, other.column));
    const rivals = tops.filter(
      (rival) =>
        rival.property !== best.property &&
        rival.equal.length === 1 &&
        rival.best?.column === column &&
        rival.best.score >= score - smallestDifference,
    );
    if (others.length > 0) ambiguous.set(best.property, [column, ...others.map((other) => other.column)]);
    else if (rivals.length > 0) {
      // One column, and several properties that it fits alike: it is nobody's.
      taken.add(column);
      ambiguous.set(best.property, [column]);
      for (const rival of rivals) {
        open.delete(rival.property);
        ambiguous.set(rival.property, [column]);
      }
    } else {
      matched.set(best.property, best.best);
      taken.add(column);
    }
  }
  const missing = properties
    .map(({ property }) => property)
    .filter((property) => !matched.has(property) && !ambiguous.has(property));
  return { columns: matched, ambiguous, missing };
}
