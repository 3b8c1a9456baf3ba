const promise = /^\s*console\.log\(.*\); \/\/ (.+)$/;

/** Quotes and line breaks differ between what people write and what Node prints. */
const normalize = (text: string): string => text.replaceAll("'", '"').replaceAll(/\s+/g, " ").trim();

/**
 * Finds what a sample promises to print, and does not: the comment behind a `console.log(…);` on one line.
 * `…` in the comment stands for anything; quotes and white space are compared loosely, words as a whole.
 */
export function findMissingOutput(code: string, output: string): string[] {
  const printed = ` ${normalize(output)} `;
  return code.split("\n").flatMap((line) => {
    const expected = promise.exec(line)?.[1];
    if (expected === undefined) return [];
    let from = 0;
    for (const piece of ` ${normalize(expected)} `.split("…")) {
      const index = printed.indexOf(piece, from);
      if (index === -1) return [expected];
      from = index + piece.length;
    }
    return [];
  });
}
