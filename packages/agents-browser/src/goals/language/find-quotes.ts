const pairs: Readonly<Record<string, string>> = { "“": "”", "‘": "’", "«": "»", "„": "“", "「": "」" };
const closers = new Set(Object.values(pairs));

/**
 * Where quoted texts begin and end in a goal: by the place of the opening mark, the place of the closing one. Quotes
 * within quotes belong to the outer ones; a mark without a partner is a letter like any other. One pass per kind of mark.
 */
export function findQuotes(goal: string): ReadonlyMap<number, number> {
  const found: (readonly [number, number])[] = [
    ...findTypographic(goal),
    ...findStraight(goal, '"'),
    ...findStraight(goal, "`"),
    ...findStraight(goal, "'"),
  ];
  found.sort((first, second) => first[0] - second[0] || second[1] - first[1]);
  const outer = new Map<number, number>();
  let covered = -1;
  for (const [start, end] of found) {
    if (start <= covered) continue;
    outer.set(start, end);
    covered = end;
  }
  return outer;
}

function findTypographic(goal: string): (readonly [number, number])[] {
  const open: { readonly closer: string; readonly start: number }[] = [];
  const found: (readonly [number, number])[] = [];
  for (let position = 0; position < goal.length; position += 1) {
    const character = goal[position]!;
    // "’" inside a word is an apostrophe.
    if (character === "’" && isWordCharacter(goal[position - 1]) && isWordCharacter(goal[position + 1]))
      continue;
    const top = open.at(-1);
    if (closers.has(character) && top?.closer === character) {
      found.push([top.start, position]);
      open.pop();
    } else if (Object.hasOwn(pairs, character)) {
      open.push({ closer: pairs[character]!, start: position });
    } else if (closers.has(character) && character !== "’") {
      // A closer whose opener is further out: what was opened in between stays open for nothing.
      while (open.length > 0 && open.at(-1)!.closer !== character) open.pop();
      const outer = open.pop();
      if (outer !== undefined) found.push([outer.start, position]);
    }
  }
  return found;
}

/** Straight marks: an opening one stands before a word and not after one; inches and apostrophes stay letters. */
function findStraight(goal: string, mark: string): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  let start: number | undefined;
  for (let position = goal.indexOf(mark); position !== -1; position = goal.indexOf(mark, position + 1)) {
    const before = goal[position - 1];
    const after = goal[position + 1];
    const mayOpen = !isWordCharacter(before) && after !== undefined;
    const mayClose = !isWordCharacter(after);
    if (start === undefined) {
      if (mayOpen && (mark !== "'" || !/\s/.test(after!))) start = position;
    } else if (mayClose && position > start) {
      found.push([start, position]);
      start = undefined;
    }
  }
  return found;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
