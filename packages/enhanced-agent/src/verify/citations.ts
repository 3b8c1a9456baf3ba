/** A citation in a text. */
export interface CitedPlace {
  /** `E1` or `E1.2`, in capitals. */
  readonly id: string;
  /** Where the brackets begin and end in the text; the same for all ids of one pair of brackets. */
  readonly from: number;
  readonly to: number;
  /** Whether the brackets are round: those may hold something else that merely looks like a citation. */
  readonly isRound: boolean;
}

const brackets = /([[(【])([^[\]()【】\n]{2,120})[\])】]/g;
const single = /^E(\d{1,5})(?:\.(\d{1,5}))?$/i;
const range = /^E(\d{1,5})[-–]E?(\d{1,5})$/i;
const longestRange = 20;

/**
 * Finds the citations of a text, in order: `[E1]`, `[E1.2]`, several as `[E1, E2]`, `[E1][E2]` or `[E1-E3]`, also in round
 * brackets. A bare `E1` is none, nor are brackets that hold anything else.
 */
export function findCitations(text: string): readonly CitedPlace[] {
  return [...text.matchAll(brackets)].flatMap((match) => {
    const ids = readIds(match[2]!);
    const place = { from: match.index, to: match.index + match[0].length, isRound: match[1] === "(" };
    return ids.map((id) => ({ id, ...place }));
  });
}

function readIds(inside: string): readonly string[] {
  const words = inside.split(/[\s,;&]+/).filter((word) => word !== "" && !/^(?:and|see)$/i.test(word));
  const ids = words.map(readWord);
  return ids.every((each) => each !== undefined) ? ids.flat() : [];
}

function readWord(word: string): readonly string[] | undefined {
  const [, evidence, source] = single.exec(word) ?? [];
  if (evidence !== undefined)
    return [`E${Number(evidence)}${source === undefined ? "" : `.${Number(source)}`}`];
  const [, first, last] = (range.exec(word) ?? []).map(Number);
  if (first === undefined || last === undefined || last < first || last - first >= longestRange)
    return undefined;
  return Array.from({ length: last - first + 1 }, (_, at) => `E${first + at}`);
}
