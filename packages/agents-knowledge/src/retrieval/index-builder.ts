import type { BlockKind } from "../text/parse-blocks.ts";
import { parseDocument } from "../text/parse-document.ts";
import { splitPassages } from "../text/split-passages.ts";
import { hashPair, type IndexData, type StoredFile, type StoredTitle } from "./index-data.ts";
import { createNumberList } from "./number-list.ts";
import { invertStream } from "./postings.ts";
import { createTerms, visitWords } from "./tokenize.ts";

/** Takes files one by one and makes the index of them. */
export interface IndexBuilder {
  readonly passageCount: number;
  /** Adds one file; `titlePath` stands above its own headings. */
  add(file: StoredFile, titlePath: readonly string[]): void;
  finish(): IndexData;
}

const kinds: readonly BlockKind[] = ["prose", "code", "table"];
/** Words whose terms are remembered while indexing; text repeats itself. */
const mostRememberedWords = 200_000;

/** Creates a builder for an empty index. */
export function createIndexBuilder(): IndexBuilder {
  const files: StoredFile[] = [];
  const titles: StoredTitle[] = [];
  const terms = new Map<string, number>();
  const wordTerms = new Map<string, readonly number[]>();
  const passageFile = createNumberList();
  const passageTitle = createNumberList();
  const passageUnits = createNumberList();
  const passageStream = createNumberList();
  const unitKind = createNumberList();
  const unitStart = createNumberList();
  const unitEnd = createNumberList();
  const unitStream = createNumberList();
  const stream = createNumberList();
  const titleStarts = createNumberList();
  const titleStream = createNumberList();

  function findTermId(term: string): number {
    let id = terms.get(term);
    if (id === undefined) {
      id = terms.size;
      terms.set(term, id);
    }
    return id;
  }

  function findTermIds(word: string): readonly number[] {
    let ids = wordTerms.get(word);
    if (ids === undefined) {
      const { whole, parts } = createTerms(word);
      ids = whole === "" ? [] : [whole, ...parts].map(findTermId);
      if (wordTerms.size < mostRememberedWords) wordTerms.set(word, ids);
    }
    return ids;
  }

  return {
    get passageCount() {
      return passageFile.length;
    },
    add(file, titlePath) {
      const fileId = files.push(file) - 1;
      const parsed = parseDocument(file.text, file.format);
      let lastTitle: string | undefined;
      for (const draft of splitPassages(file.text, parsed)) {
        const headings = joinPath(titlePath, draft.headings);
        const title = headings.join("\n");
        if (title !== lastTitle) {
          lastTitle = title;
          titles.push({ headings, firstPassage: passageFile.length });
          titleStarts.push(titleStream.length);
          visitWords(title, (word) => findTermIds(word).forEach((id) => titleStream.push(id)));
        }
        passageFile.push(fileId);
        passageTitle.push(titles.length - 1);
        passageUnits.push(unitStart.length);
        passageStream.push(stream.length);
        for (const unit of draft.units) {
          unitKind.push(kinds.indexOf(unit.kind));
          unitStart.push(unit.start);
          unitEnd.push(unit.end);
          unitStream.push(stream.length);
          visitWords(parsed.masked.slice(unit.start, unit.end), (word) => {
            for (const id of findTermIds(word)) stream.push(id);
          });
        }
      }
    },
    finish() {
      for (const list of [passageStream, unitStream]) list.push(stream.length);
      passageUnits.push(unitStart.length);
      titleStarts.push(titleStream.length);
      const passageStarts = passageStream.toArray();
      const flat = stream.toArray();
      return {
        files,
        titles,
        terms,
        passageFile: passageFile.toArray(),
        passageTitle: passageTitle.toArray(),
        passageUnits: passageUnits.toArray(),
        passageStream: passageStarts,
        unitKinds: kinds,
        unitKind: unitKind.toArray(),
        unitStart: unitStart.toArray(),
        unitEnd: unitEnd.toArray(),
        unitStream: unitStream.toArray(),
        stream: flat,
        postings: invertStream(flat, passageStarts, terms.size),
        titlePostings: invertStream(titleStream.toArray(), titleStarts.toArray(), terms.size),
        pairCounts: countPairs(flat, passageStarts),
        averageLength: Math.max(1, flat.length / Math.max(1, passageFile.length)),
      };
    },
  };
}

/** A first heading that repeats the title above it is said once. */
function joinPath(titlePath: readonly string[], headings: readonly string[]): string[] {
  const repeats = titlePath.at(-1)?.toLowerCase() === headings[0]?.toLowerCase();
  return [...titlePath, ...headings.slice(repeats && headings.length > 0 ? 1 : 0)];
}

function countPairs(stream: Uint32Array, starts: Uint32Array): Uint16Array {
  let size = 1 << 12;
  while (size < stream.length && size < 1 << 24) size *= 2;
  const counts = new Uint16Array(size);
  for (let passage = 0; passage + 1 < starts.length; passage += 1) {
    for (let at = starts[passage] + 1; at < starts[passage + 1]; at += 1) {
      const slot = hashPair(stream[at - 1], stream[at], size);
      if (counts[slot] < 65_535) counts[slot] += 1;
    }
  }
  return counts;
}
