const longestName = 40;

/** The name that somebody meant who wrote another: at most a third of its letters differ. */
export function findNearestName(asked: string, names: readonly string[]): string | undefined {
  const small = asked.slice(0, longestName).toLowerCase();
  let nearest: string | undefined;
  let least = Infinity;
  for (const name of names) {
    const distance = countEdits(small, name.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    nearest = name;
  }
  return nearest !== undefined && least <= Math.max(1, Math.floor(nearest.length / 3)) ? nearest : undefined;
}

/** Letters to insert, drop or change (Levenshtein). */
function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, change));
    }
    row = next;
  }
  return row[to.length]!;
}
