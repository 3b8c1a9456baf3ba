import type { Token } from "./tokenize.ts";
import { findVerb, longestVerb, type Verb } from "./words/verbs.ts";

/** A verb at a place of a clause, with how many words it takes. */
export interface VerbMatch {
  readonly verb: Verb;
  readonly length: number;
}

/** The longest verb that begins at a token. */
export function matchVerb(tokens: readonly Token[], at: number): VerbMatch | undefined {
  let found: VerbMatch | undefined;
  let words = "";
  for (let length = 1; length <= longestVerb && at + length <= tokens.length; length += 1) {
    const token = tokens[at + length - 1]!;
    if (token.kind !== "word") break;
    words = length === 1 ? token.lower : `${words} ${token.lower}`;
    const verb = findVerb(words);
    if (verb !== undefined) found = { verb, length };
  }
  return found;
}

/** "clicking" is "click", "typing" is "type"; other words stay as they are. */
export function plainForm(token: Token): Token {
  if (token.kind !== "word" || !token.lower.endsWith("ing") || token.lower.length < 6) return token;
  const stem = token.lower.slice(0, -3);
  const candidates = [stem, `${stem}e`, stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem];
  const verb = candidates.find(
    (candidate) => findVerb(candidate) !== undefined || findVerb(`${candidate} in`) !== undefined,
  );
  return verb === undefined ? token : { ...token, lower: verb };
}
