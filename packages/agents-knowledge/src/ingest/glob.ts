/** One place of a pattern: what it stands for, or `star` for any number of anything. */
type Part<Item> = "star" | ((item: Item) => boolean);

const mostCharacters = 1000;
const mostAlternatives = 100;

/**
 * Compiles a glob against paths with `/`, or says why it cannot be used. `*` and `?` stay within one name, `**`
 * as a whole name stands for any folders or none, `[a-z]` and `[!a-z]` for one character, `{md,txt}` for
 * alternatives; a backslash takes the meaning from the character after it.
 *
 * Other than a regular expression it never takes longer than a path and a glob are long, multiplied, so a glob
 * may come from anybody.
 *
 * @example
 * compileGlob("docs/**" + "/*.{md,txt}"); // { fits: (path) => boolean }
 */
export function compileGlob(
  glob: string,
): { readonly fits: (path: string) => boolean } | { readonly problem: string } {
  if (glob.length > mostCharacters) return { problem: `is longer than ${mostCharacters} characters` };
  if (glob.startsWith("!") || /(?<!\\)[@+*?!]\(/.test(glob)) {
    return { problem: 'uses "!" or "(…|…)" in a way that is not understood' };
  }
  const alternatives = expandBraces(glob.replace(/^\.\//, ""));
  if (alternatives === undefined) return { problem: `has more than ${mostAlternatives} alternatives` };
  const patterns = alternatives.map((alternative) =>
    alternative.split("/").map((name): Part<string> => {
      if (name === "**") return "star";
      const parts = parseName(name);
      return (step) => fits(parts, [...step]);
    }),
  );
  return {
    fits(path) {
      const steps = path.split("/");
      return patterns.some((pattern) => fits(pattern, steps));
    },
  };
}

/** Goes back to the last star only: what an earlier one could take, the last one can take as well. */
function fits<Item>(pattern: readonly Part<Item>[], items: readonly Item[]): boolean {
  let [part, item, star, taken] = [0, 0, -1, 0];
  while (item < items.length) {
    const expected = pattern[part];
    if (expected === "star") {
      [star, taken] = [part, item];
      part += 1;
    } else if (expected?.(items[item])) {
      part += 1;
      item += 1;
    } else if (star !== -1) {
      part = star + 1;
      item = taken += 1;
    } else {
      return false;
    }
  }
  return pattern.slice(part).every((rest) => rest === "star");
}

function parseName(name: string): Part<string>[] {
  const parts: Part<string>[] = [];
  for (const [found, escaped, set] of name.matchAll(/\\(.)|\[([!^]?\]?[^\]]*)\]|\*+|[^]/gsu)) {
    if (found.startsWith("*")) parts.push("star");
    else if (found === "?") parts.push(() => true);
    else if (set) parts.push(parseSet(set));
    else parts.push((character) => character === (escaped ?? found));
  }
  return parts;
}

function parseSet(set: string): (character: string) => boolean {
  const isNot = /^[!^]/.test(set);
  const ranges = [...set.slice(isNot ? 1 : 0).matchAll(/([^])-([^])|[^]/gu)].map(
    ([one, from = one, to = one]) => [from, to],
  );
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== isNot;
}

/** A glob once for each combination of its alternatives; `undefined` when there are too many. */
function expandBraces(glob: string): string[] | undefined {
  const waiting = [glob];
  const done: string[] = [];
  while (waiting.length > 0) {
    if (waiting.length + done.length > mostAlternatives) return undefined;
    const next = waiting.pop() ?? "";
    // The innermost braces, so that nested ones are taken apart as well.
    const braces = /(?<!\\)\{([^{}]*,[^{}]*)\}/.exec(next);
    if (!braces) {
      done.push(next);
      continue;
    }
    const [before, after] = [next.slice(0, braces.index), next.slice(braces.index + braces[0].length)];
    waiting.push(...braces[1].split(",").map((choice) => `${before}${choice}${after}`));
  }
  return done;
}
