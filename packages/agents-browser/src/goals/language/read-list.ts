import type { ThingPhrase } from "../goal-reading.ts";
import { type Draft } from "./read-core.ts";
import { finish, readDraft } from "./read-thing.ts";
import { type Token, trimMarks } from "./tokenize.ts";

const separators = new Set([",", "and", "&", "or", "and/or", "then"]);

/** "A, B and C" as three things; a kind said once ("checkboxes A and B", "the name and email fields") goes to all. */
export function readThings(goal: string, tokens: readonly Token[]): readonly ThingPhrase[] {
  const drafts = splitList(tokens).map((item) => readDraft(goal, item));
  shareKind(drafts);
  return drafts.filter(({ text }) => text !== "").map(finish);
}

/** The items of a list, however it is written. */
export function splitList(all: readonly Token[]): readonly (readonly Token[])[] {
  const tokens = trimMarks(all);
  const items: (readonly Token[])[] = [];
  let start = 0;
  const cut = (end: number) => {
    const item = trimMarks(tokens.slice(start, end));
    if (item.length > 0) items.push(item);
  };
  for (let index = 0; index < tokens.length; index += 1) {
    const { kind, lower, text } = tokens[index]!;
    if (kind === "quoted" || !separators.has(lower)) continue;
    // "Salt AND Pepper" in capitals belongs to a name.
    if (kind === "word" && text !== lower) continue;
    if (isConstraintPart(tokens, index)) continue;
    cut(index);
    start = index + 1;
  }
  cut(tokens.length);
  return items;
}

/** 'starts with "a" and ends with "b"', "between 3 and 5" are one item. */
function isConstraintPart(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1]?.lower ?? "";
  const afterNext = tokens[index + 2]?.lower ?? "";
  if (/^(?:ends|ending|starts|starting|contains|containing)$/.test(next)) return true;
  if (/^(?:that|which)$/.test(next) && /^(?:ends|starts|contains|is|are)$/.test(afterNext)) return true;
  return tokens[index - 2]?.lower === "between";
}

function shareKind(drafts: readonly Draft[]): void {
  if (drafts.length < 2) return;
  const last = drafts.at(-1)!;
  const [first] = drafts;
  const shared =
    last.isPlural && (last.name !== undefined || last.ordinal !== undefined)
      ? last
      : first!.isPlural && first!.name !== undefined
        ? first!
        : undefined;
  if (shared === undefined) return;
  for (const draft of drafts) {
    if (draft.kind === undefined || draft === shared) {
      draft.kind = shared.kind;
      draft.isPlural = false;
    }
    if (draft !== shared && draft.within === undefined && shared.within !== undefined) {
      draft.within = shared.within;
      draft.of = shared.of;
    }
  }
}
