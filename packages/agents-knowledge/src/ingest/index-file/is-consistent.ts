import type { IndexData } from "../../retrieval/index-data.ts";
import type { FileRecord } from "../../retrieval/index-state.ts";
import type { Pause } from "../pause.ts";

const numbersPerStep = 2 ** 20;

/** Tells whether the columns of an index fit together: a file may be whole and yet not written here. */
export async function isConsistent(
  data: IndexData,
  records: readonly FileRecord[],
  pause: Pause,
): Promise<boolean> {
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
    [data.passageUnits, data.passageStream].every(({ length }) => length === passages + 1) &&
    [data.unitStart, data.unitEnd].every(({ length }) => length === units) &&
    data.unitStream.length === units + 1 &&
    [data.postings, data.titlePostings].every(({ offsets }) => offsets.length === data.terms.size + 1);
  if (!haveLengths || records.some(({ file = -1 }) => file >= data.files.length)) return false;
  const limits: readonly (readonly [Uint32Array, number])[] = [
    [data.passageFile, data.files.length],
    [data.passageTitle, data.titles.length],
    [data.passageUnits, units + 1],
    [data.passageStream, data.stream.length + 1],
    [data.unitStream, data.stream.length + 1],
    [data.stream, data.terms.size],
    [data.postings.groups, passages],
    [data.postings.offsets, data.postings.groups.length + 1],
    [data.titlePostings.groups, data.titles.length],
    [data.titlePostings.offsets, data.titlePostings.groups.length + 1],
  ];
  for (const [column, limit] of limits) {
    for (let start = 0; start < column.length; start += numbersPerStep) {
      const end = Math.min(start + numbersPerStep, column.length);
      for (let at = start; at < end; at += 1) if (column[at] >= limit) return false;
      await pause();
    }
  }
  return true;
}
