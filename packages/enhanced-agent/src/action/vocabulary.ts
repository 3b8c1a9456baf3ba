import { foldHead, longestHead } from "./characters.ts";
import { type Keyword, toSkeleton } from "./keyword.ts";
import type { ActionGrammar } from "./written-action.ts";

/** An action as the parser looks it up. */
export interface KnownAction {
  readonly name: string;
  readonly fields: readonly string[];
  /** The field that a word means, also in other capitals, or with spaces or hyphens for `_`. */
  findField(keyword: Pick<Keyword, "word" | "skeleton">): string | undefined;
}

/** What a line beginning with `ACTION:` names. */
type Header =
  | { readonly kind: "known"; readonly action: KnownAction }
  /** Meant as an action without a doubt, but none that exists, or not alone on its line. */
  | { readonly kind: "unknown" };

export interface Vocabulary {
  readonly actions: readonly KnownAction[];
  /** `undefined` when the line is no header but a sentence: `Action: we must hurry`. */
  readHeader(keyword: Keyword, line: string): Header | undefined;
}

/** A run reads each of its messages by the same grammar. */
const prepared = new WeakMap<ActionGrammar, Vocabulary>();

/** Prepares a grammar for look-ups, once; it must not be changed afterwards. */
export function createVocabulary(grammar: ActionGrammar): Vocabulary {
  const known = prepared.get(grammar) ?? prepare(grammar);
  prepared.set(grammar, known);
  return known;
}

function prepare(grammar: ActionGrammar): Vocabulary {
  const actions = grammar.actions.map(({ name, fields }) => {
    const find = createLookup(fields, (field) => field);
    return {
      name,
      fields,
      findField: ({ word, skeleton }: Pick<Keyword, "word" | "skeleton">) => find(word, skeleton),
    };
  });
  const findAction = createLookup(actions, ({ name }) => name);
  return {
    actions,
    readHeader(keyword, line) {
      if (keyword.skeleton !== "ACTION" || line.length > longestHead) return undefined;
      const { text, whole } = foldHead(line.slice(keyword.valueAt));
      const name = trimSigns(text);
      const action = whole ? findAction(name, toSkeleton(name)) : undefined;
      if (action !== undefined) return { kind: "known", action };
      const isOneWord = whole && /^[A-Za-z][A-Za-z0-9_-]*$/.test(name);
      if (isOneWord) return keyword.isUpperCase || isCapital(name) ? { kind: "unknown" } : undefined;
      if (!keyword.isUpperCase) return undefined;
      if (name === "" && whole) return { kind: "unknown" };
      const first = /^[A-Z][A-Z0-9_]*(?![A-Za-z0-9_])/.exec(name)?.[0];
      return first !== undefined && findAction(first, toSkeleton(first)) !== undefined
        ? { kind: "unknown" }
        : undefined;
    },
  };
}

/** By the very name first, then by what names are compared by. */
function createLookup<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
): (word: string, skeleton: string) => Item | undefined {
  const exact = new Map<string, Item>();
  const alike = new Map<string, Item>();
  for (const item of items) {
    const name = nameOf(item);
    if (!exact.has(name)) exact.set(name, item);
    if (!alike.has(toSkeleton(name))) alike.set(toSkeleton(name), item);
  }
  return (word, skeleton) => exact.get(word) ?? alike.get(skeleton);
}

function isCapital(name: string): boolean {
  return name.length > 1 && !/[a-z]/.test(name);
}

/** Without the Markdown, quotes, brackets and full stops around. */
function trimSigns(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && !isAlphanumeric(text.charCodeAt(from))) from += 1;
  while (to > from && !isAlphanumeric(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
