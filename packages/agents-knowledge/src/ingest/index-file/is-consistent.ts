import type { IndexData } from "../../retrieval/index-data.ts";
import type { FileRecord } from "../../retrieval/index-state.ts";
import type { Pause } from "../pause.ts";

const numbersPerStep = 2 ** 20;
const passagesPerStep = 2 ** 15;

/** Tells whether the columns of an index fit together: a file may be whole and yet not written here. */
export async function isConsistent(
  data: IndexData,
  records: readonly FileRecord[],
  pause: Pause,
): Promise<boolean> {
  const { files, titles, terms, stream, postings, titlePostings, pairCounts } = data;
  const passages = data.passageFile.length;
  const units = data.unitKind.length;
  const perPassage = [
    data.passageTitle,
    data.simHashLow,
    data.simHashHigh,
    data.distinction,
    data.duplicateGroups,
  ];
  const haveLengths =
    perPassage.every(({ length }) => length === passages) &&
    [data.unitStart, data.unitEnd].every(({ length }) => length === units) &&
    [postings, titlePostings].every(({ groups, counts }) => groups.length === counts.length) &&
    // Places in it are found by its length minus one as a mask.
    pairCounts.length > 0 &&
    (pairCounts.length & (pairCounts.length - 1)) === 0;
  if (!haveLengths || records.some(({ file = -1 }) => file >= files.length)) return false;

  const limits: readonly (readonly [Uint32Array, number])[] = [
    [data.passageFile, files.length],
    [data.passageTitle, titles.length],
    [data.unitKind, data.unitKinds.length],
    [data.duplicateGroups, passages + 1],
    [stream, terms.size],
    [postings.groups, passages],
    [titlePostings.groups, titles.length],
  ];
  for (const [column, limit] of limits) {
    if (!(await holdsFor(column, (value) => value < limit, pause))) return false;
  }
  const starts: readonly (readonly [Uint32Array, number, number])[] = [
    [data.passageUnits, passages, units],
    [data.passageStream, passages, stream.length],
    [data.unitStream, units, stream.length],
    [postings.offsets, terms.size, postings.groups.length],
    [titlePostings.offsets, terms.size, titlePostings.groups.length],
  ];
  for (const [column, groups, total] of starts) {
    if (column.length !== groups + 1 || column[0] !== 0 || column[groups] !== total) return false;
    if (!(await isAscending(column, pause))) return false;
  }
  return (await isAscending(data.passageFile, pause)) && (await areUnitsInTexts(data, pause));
}

function isAscending(column: Uint32Array, pause: Pause): Promise<boolean> {
  return holdsFor(column, (value, at) => at === 0 || column[at - 1] <= value, pause);
}

async function holdsFor(
  column: Uint32Array,
  test: (value: number, at: number) => boolean,
  pause: Pause,
): Promise<boolean> {
  for (let start = 0; start < column.length; start += numbersPerStep) {
    const end = Math.min(start + numbersPerStep, column.length);
    for (let at = start; at < end; at += 1) if (!test(column[at], at)) return false;
    await pause();
  }
  return true;
}

/** Each passage has units, which follow one another in its file's text. */
async function areUnitsInTexts(data: IndexData, pause: Pause): Promise<boolean> {
  const { files, passageFile, passageUnits, unitStart, unitEnd } = data;
  for (let passage = 0; passage < passageFile.length; passage += 1) {
    if (passage % passagesPerStep === 0) await pause();
    const [first, end] = [passageUnits[passage], passageUnits[passage + 1]];
    if (first === end) return false;
    let last = 0;
    for (let unit = first; unit < end; unit += 1) {
      if (unitStart[unit] < last || unitEnd[unit] <= unitStart[unit]) return false;
      last = unitEnd[unit];
    }
    if (last > files[passageFile[passage]].text.length) return false;
  }
  return true;
}
