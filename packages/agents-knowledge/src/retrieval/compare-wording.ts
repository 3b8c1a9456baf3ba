import { isExpected } from "./expected-answer.ts";
import type { IndexData } from "./index-data.ts";
import type { SentenceMatch } from "./match-sentences.ts";
import { scanWords } from "./scan-words.ts";
import { isForm, keyWords, type Wording } from "./wording.ts";

/** How near a passage's wording comes to that of a query. */
export interface WordingMatch {
  /** Sum of rarities that one sentence holds in the query's own form. */
  readonly exact: number;
  /** How many pairs of neighbouring words of the query, stop words too, one sentence holds. */
  readonly phrases: number;
  /** Sum of rarities of the words that only another form stands for: "invention" for "inventor". */
  readonly forms: number;
  /** 1 when the best sentence has the kind of thing that is asked for, 0.5 when one beside it has, else 0. */
  readonly expected: number;
}

/** Compares a passage's text, of which `match` knows the best sentences, with the wording of a query. */
export function compareWording(
  data: IndexData,
  passage: number,
  wording: Wording,
  match: Pick<SentenceMatch, "held" | "bestUnit" | "firstNeighbour">,
): WordingMatch {
  const { words, expected } = wording;
  const { text } = data.files[data.passageFile[passage]];
  const lastUnit = new Int32Array(words.length).fill(-1);
  const lastUnitOfPair = new Int32Array(wording.pairs.size).fill(-1);
  const hasForm = new Uint8Array(words.length);
  let [mostExact, mostPhrases, answers] = [0, 0, 0];
  for (let unit = data.passageUnits[passage]; unit < data.passageUnits[passage + 1]; unit += 1) {
    let [exact, phrases, before, isFirst, holdsExpected] = [0, 0, -1, true, false];
    const isNear =
      unit === match.bestUnit || unit === match.firstNeighbour || unit === match.firstNeighbour + 1;
    const mayAnswer = isNear && expected !== undefined;
    scanWords(text, data.unitStart[unit], data.unitEnd[unit], (hash, beginning, from, to) => {
      const word = wording.findWord(hash);
      if (word !== -1) {
        if (lastUnit[word] !== unit) exact += words[word].idf;
        lastUnit[word] = unit;
        const pair = before === -1 ? undefined : wording.pairs.get(keyWords(before, word));
        if (pair !== undefined && lastUnitOfPair[pair] !== unit) {
          phrases += 1;
          lastUnitOfPair[pair] = unit;
        }
      } else {
        if (mayAnswer && !holdsExpected) holdsExpected = isExpected(expected, text, from, to, isFirst);
        if (beginning !== 0 && wording.findBeginning(beginning) !== -1) {
          for (const other of wording.byBeginning.get(beginning) ?? [])
            if (isForm(words[other].text, text, from, to)) hasForm[other] = 1;
        }
      }
      before = word;
      isFirst = false;
    });
    mostExact = Math.max(mostExact, exact);
    mostPhrases = Math.max(mostPhrases, phrases);
    if (holdsExpected) answers = Math.max(answers, unit === match.bestUnit ? 1 : 0.5);
  }
  let forms = 0;
  for (const [at, { term, idf }] of words.entries())
    if (hasForm[at] === 1 && (term === -1 || match.held[term] === 0)) forms += idf;
  return { exact: mostExact, phrases: mostPhrases, forms, expected: answers };
}
