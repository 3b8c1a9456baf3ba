import type { English } from "./english.ts";
import { stripPoliteness } from "./politeness.ts";

/** "We want to …", "our team plans to …": what follows is what shall be done. */
const wishing = /^(?:want|need|like|love|hope|plan|wish|aim|have|intend|try|decide|prefer)$/;
/** "clean it up" is to clean up. */
const separated = /^([a-z]+) (it|them|this|that) (up|out|down|off|over|back|away|together)\b/i;
/** Words before "wants to". */
const longestWisher = 7;

/** A clause as the order that it means: without politeness, ordering words and "we would like to". */
export function toOrder(clause: string, english: English): string {
  const stripped = stripPoliteness(clause).replace(separated, "$1 $3 $2");
  const words = english.tag(stripped);
  const at = words.findIndex(
    ({ lemma, bare }, index) => index > 0 && wishing.test(lemma === bare ? bare.replace(/s$/, "") : lemma),
  );
  const [first, to, verb] = [words[0], words[at + 1], words[at + 2]];
  if (at < 1 || at > longestWisher || to?.bare !== "to" || verb === undefined || first === undefined)
    return stripped;
  if (!/^(?:PRON|DET|NOUN|PROPN)$/.test(first.tag) || clause.endsWith("?")) return stripped;
  if (
    words
      .slice(0, at)
      .some((word) => word.tag === "VERB" || word.isNegated || word.bare === "it" || word.bare === "that")
  )
    return stripped;
  const rest = stripped
    .split(" ")
    .slice(at + 2)
    .join(" ");
  return verb.tag === "VERB" || english.kindOf(verb.bare).canBeVerb ? rest : stripped;
}
