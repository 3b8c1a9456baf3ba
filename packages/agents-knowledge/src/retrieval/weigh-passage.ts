import { isExpected } from "./expected-answer.ts";
import type { IndexData } from "./index-data.ts";
import { scanWords } from "./scan-words.ts";
import type { Query } from "./query.ts";
import { isForm, mostWordingWords, type Wording } from "./wording.ts";

/** How a passage answers to a query beyond the words that both hold; sums of rarities but where it says so. */
export interface Evidence {
  /** Matched by two neighbouring sentences, title included. */
  readonly sentences: number;
  /** The greatest sum that one sentence matches, title included, by the logarithm of its length. */
  readonly density: number;
  /** Matched by one sentence in the very form of the query. */
  readonly exact: number;
  /** How many pairs of neighbouring words of the query, stop words too, one sentence has: a count. */
  readonly phrases: number;
  /** Words of the query that only another form of stands for: "invention" for "inventor". */
  readonly forms: number;
  /** 1 when the best sentence has the kind of thing that is asked for, 0.5 for those beside it, else 0. */
  readonly expected: number;
}

/** Reads a passage sentence by sentence; `inTitle` tells which terms of the query its title holds. */
export function weighPassage(
  data: IndexData,
  passage: number,
  {
    query,
    wording,
    positions,
    inTitle,
  }: {
    query: Query;
    wording: Wording;
    positions: ReadonlyMap<number, number>;
    inTitle: readonly boolean[];
  },
): Evidence {
  const { terms } = query;
  const { text } = data.files[data.passageFile[passage]];
  const [first, last] = [data.passageUnits[passage], data.passageUnits[passage + 1]];
  let titleSum = 0;
  for (let at = 0; at < terms.length; at += 1) if (inTitle[at]) titleSum += terms[at].weight * terms[at].idf;
  const matchedAt = new Int32Array(terms.length).fill(-2);
  const wordAt = new Int32Array(wording.words.length).fill(-1);
  const formFound = new Uint8Array(wording.words.length);
  const held = Uint8Array.from(inTitle, Number);
  const expectedIn: number[] = [];
  let [best, bestUnit, pair, pairUnit, density, exact, phrases] = [-1, first, 0, first, 0, 0, 0];
  for (let unit = first; unit < last; unit += 1) {
    let [own, both] = [titleSum, titleSum];
    for (let at = 0; at < terms.length; at += 1)
      if (!inTitle[at] && matchedAt[at] === unit - 1) both += terms[at].weight * terms[at].idf;
    const [start, end] = [data.unitStream[unit], data.unitStream[unit + 1]];
    for (let at = start; at < end; at += 1) {
      const position = positions.get(data.stream[at]);
      if (position === undefined || matchedAt[position] === unit) continue;
      held[position] = 1;
      const amount = inTitle[position] ? 0 : terms[position].weight * terms[position].idf;
      if (matchedAt[position] !== unit - 1) both += amount;
      own += amount;
      matchedAt[position] = unit;
    }
    if (own > best) [best, bestUnit] = [own, unit];
    if (both > pair) [pair, pairUnit] = [both, Math.max(first, unit - 1)];
    density = Math.max(density, own / Math.log(8 + end - start));

    let [exactHere, isFirst, before, expected] = [0, true, -1, false];
    const pairsHere = new Set<number>();
    const unitStart = data.unitStart[unit];
    scanWords(text, unitStart, data.unitEnd[unit], (hash, beginning, from, to) => {
      const word = wording.byHash.get(hash) ?? -1;
      if (word === -1) {
        if (!expected && wording.expected !== undefined)
          expected = isExpected(wording.expected, text.slice(from, to), isFirst);
        for (const other of (beginning !== 0 && wording.byBeginning.get(beginning)) || [])
          if (!formFound[other] && isForm(wording.words[other].text, text, from, to)) formFound[other] = 1;
      } else {
        if (wordAt[word] !== unit) {
          wordAt[word] = unit;
          exactHere += wording.words[word].idf;
        }
        const key = before * mostWordingWords + word;
        if (before !== -1 && wording.pairs.has(key)) pairsHere.add(key);
      }
      before = word;
      isFirst = false;
    });
    expectedIn.push(expected ? 1 : 0);
    exact = Math.max(exact, exactHere);
    phrases = Math.max(phrases, pairsHere.size);
  }
  let forms = 0;
  for (const [at, { term, idf }] of wording.words.entries())
    if (formFound[at] && (term === -1 || !held[term])) forms += idf;
  const near = [pairUnit, Math.min(pairUnit + 1, last - 1)];
  return {
    sentences: Math.max(pair, best),
    density,
    exact,
    phrases,
    forms,
    expected: expectedIn[bestUnit - first] ? 1 : near.some((unit) => expectedIn[unit - first]) ? 0.5 : 0,
  };
}
