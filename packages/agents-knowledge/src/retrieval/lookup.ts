/** Finds the position that belongs to a number, or -1. */
export type Lookup = (key: number) => number;

const filterSize = 4096;

/**
 * A lookup for few keys among very many that are asked for: a filter answers for nearly all of the others.
 */
export function createLookup(positions: ReadonlyMap<number, number>): Lookup {
  const filter = new Uint8Array(filterSize);
  for (const key of positions.keys()) filter[key & (filterSize - 1)] = 1;
  return (key) => (filter[key & (filterSize - 1)] === 0 ? -1 : (positions.get(key) ?? -1));
}
