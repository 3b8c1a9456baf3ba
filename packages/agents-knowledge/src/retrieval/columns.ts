import type { StoredTitle } from "./index-data.ts";
import { createNumberList } from "./number-list.ts";
import type { Hash64 } from "./sim-hash.ts";

/** Creates the empty columns of an index in the making; `finish` closes those that hold where groups begin. */
export function createColumns() {
  const titles: StoredTitle[] = [];
  const passageFile = createNumberList();
  const passageTitle = createNumberList();
  const passageUnits = createNumberList();
  const passageStream = createNumberList();
  const simHashLow = createNumberList();
  const simHashHigh = createNumberList();
  const distinctions = createNumberList();
  const unitKind = createNumberList();
  const unitStart = createNumberList();
  const unitEnd = createNumberList();
  const unitStream = createNumberList();
  const stream = createNumberList();
  const titleStarts = createNumberList();
  const titleStream = createNumberList();
  return {
    titles,
    passageFile,
    stream,
    titleStarts,
    titleStream,
    /** Begins a passage under the last title. */
    startPassage(file: number): void {
      passageFile.push(file);
      passageTitle.push(titles.length - 1);
      passageUnits.push(unitStart.length);
      passageStream.push(stream.length);
    },
    /** Begins a unit of the last passage; its terms follow in `stream`. */
    startUnit(kind: number, start: number, end: number): void {
      unitKind.push(kind);
      unitStart.push(start);
      unitEnd.push(end);
      unitStream.push(stream.length);
    },
    endPassage(simHash: Hash64, distinction: number): void {
      simHashLow.push(simHash.low);
      simHashHigh.push(simHash.high);
      distinctions.push(distinction);
    },
    finish() {
      for (const list of [passageStream, unitStream]) list.push(stream.length);
      passageUnits.push(unitStart.length);
      titleStarts.push(titleStream.length);
      return {
        titles,
        passageFile: passageFile.toArray(),
        passageTitle: passageTitle.toArray(),
        passageUnits: passageUnits.toArray(),
        passageStream: passageStream.toArray(),
        simHashLow: simHashLow.toArray(),
        simHashHigh: simHashHigh.toArray(),
        distinction: distinctions.toArray(),
        unitKind: unitKind.toArray(),
        unitStart: unitStart.toArray(),
        unitEnd: unitEnd.toArray(),
        unitStream: unitStream.toArray(),
        stream: stream.toArray(),
        titleStarts: titleStarts.toArray(),
        titleStream: titleStream.toArray(),
      };
    },
  };
}
