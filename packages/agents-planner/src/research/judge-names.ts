import type { Occurrence } from "./scan-names.ts";

/** What a sentence says about a name in it. */
export type Judgement = "recommended" | "warned" | "outdone" | "named";

/** Words of warning that may stand before the names they mean: "avoid A and B". */
const warningBefore =
  /\b(?:avoid(?:ing)?|do(?:es)? not use|don['’]t use|never use|stay away from|deprecated|unmaintained|insecure|outdated|abandoned)\b|(?:,|\band|\bbut) not\b/gi;
/** Words of warning that may stand after them: "A is deprecated". */
const warningAfter =
  /\b(?:deprecated|unmaintained|insecure|outdated|abandoned|not recommended|no longer (?:maintained|supported|developed)|end of life|end-of-life|discouraged|(?:does|do) not (?:suit|fit)|un(?:suited|suitable)|not (?:suited|suitable))\b/gi;
/** What follows was found the lesser one: "better than A", "instead of A". */
const lesser =
  /\b(?:instead of|rather than|in place of|better than|over|than|compared (?:to|with)|unlike)\b/gi;
const praise =
  /\b(?:suits?|recommend(?:ed|s|ation)?|prefer(?:red|s)?|best|ideal(?:ly)?|good (?:choice|fit)|fits?|well[- ](?:suited|proven)|(?:should|must) use|choose|go with)\b|^use\b/i;
const denied =
  /\b(?:not|never|hardly|n['’]t|nor)\s+(?:\w+\s+)?(?:suits?|recommend\w*|prefer\w*|best|ideal|fits?|choose|use)\b/i;
/** Only these stand between the members of a list of names, or between a word of warning and its names. */
const gap =
  /^[\s,`'"“”’*_/()]*(?:(?:and|or|nor|the|any|all|both|using|use of|older|old|plain|versions? of|with|on)\s+[`'"“”*_]*)*$/i;
/** A clause of its own: what is said behind it is about its own names. */
const turn = /\b(?:but|while|whereas|however|although)\b|;/i;

/** Judges each name of a sentence by the words around it. */
export function judgeNames(sentence: string, names: readonly Occurrence[]): Judgement[] {
  const judgements = names.map((): Judgement => "named");
  const mark = (indexes: readonly number[], judgement: Judgement): void => {
    for (const index of indexes) judgements[index] = judgement;
  };
  if (sentence.endsWith("?")) return judgements;
  if (praise.test(sentence) && !denied.test(sentence)) judgements.fill("recommended");
  for (const { 0: words, index } of sentence.matchAll(lesser))
    mark(listBehind(sentence, names, index + words.length), "outdone");
  const explained = new Set<number>();
  for (const { 0: words, index } of sentence.matchAll(warningBefore)) {
    const meant = listBehind(sentence, names, index + words.length);
    if (meant.length > 0) explained.add(index);
    mark(meant, "warned");
  }
  for (const { index } of sentence.matchAll(warningAfter))
    if (!explained.has(index)) mark(listBefore(sentence, names, index), "warned");
  return judgements;
}

function listBehind(sentence: string, names: readonly Occurrence[], from: number): number[] {
  const meant: number[] = [];
  let end = from;
  for (const [index, name] of names.entries()) {
    if (name.start < from) continue;
    if (!gap.test(sentence.slice(end, name.start))) break;
    meant.push(index);
    end = name.end;
  }
  return meant;
}

/** The nearest name before a place, with those that it is listed with. */
function listBefore(sentence: string, names: readonly Occurrence[], place: number): number[] {
  const meant: number[] = [];
  let start = place;
  for (let index = names.length - 1; index >= 0; index -= 1) {
    const name = names[index];
    if (name === undefined || name.end > place) continue;
    const between = sentence.slice(name.end, start);
    if (meant.length === 0 ? turn.test(between) : !/^[\s,`*_]*(?:and|or|nor)?[\s`*_]*$/i.test(between)) break;
    meant.push(index);
    start = name.start;
  }
  return meant;
}
