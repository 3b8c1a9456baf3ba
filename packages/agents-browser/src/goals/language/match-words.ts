import type { Token } from "./tokenize.ts";

/** How many tokens the longest phrase of a list takes that begins at a token; 0 for none. */
export function matchWords(
  tokens: readonly Token[],
  at: number,
  phrases: ReadonlySet<string>,
  longest = 4,
): number {
  let found = 0;
  let words = "";
  for (let length = 1; length <= longest && at + length <= tokens.length; length += 1) {
    const token = tokens[at + length - 1]!;
    if (token.kind !== "word") break;
    words = length === 1 ? token.lower : `${words} ${token.lower}`;
    if (phrases.has(words)) found = length;
  }
  return found;
}

/** The first token from `from` on that is one of these words; -1 for none. */
export function findWord(tokens: readonly Token[], words: readonly string[], from = 0): number {
  for (let index = from; index < tokens.length; index += 1) {
    if (words.includes(tokens[index]!.lower)) return index;
  }
  return -1;
}

/** The last such token; -1 for none. */
export function findLastWord(tokens: readonly Token[], words: readonly string[]): number {
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    if (words.includes(tokens[index]!.lower)) return index;
  }
  return -1;
}

/** Whether tokens at a place are these words. */
export function isAt(tokens: readonly Token[], at: number, words: string): boolean {
  const parts = words.split(" ");
  return parts.every((part, offset) => tokens[at + offset]?.lower === part);
}
