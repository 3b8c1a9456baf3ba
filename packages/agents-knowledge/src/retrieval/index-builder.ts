import type { BlockKind } from "../text/parse-blocks.ts";
import { parseDocument } from "../text/parse-document.ts";
import { splitPassages } from "../text/split-passages.ts";
import { createColumns } from "./columns.ts";
import { findSigns, mixDistinction, readDistinction } from "./distinguishing-words.ts";
import { findFilePassages, listTerms, type IndexData, type StoredFile } from "./index-data.ts";
import { findNearDuplicates } from "./near-duplicates.ts";
import { countPairs } from "./pair-counts.ts";
import { invertStream } from "./postings.ts";
import { computeSimHash } from "./sim-hash.ts";
import type { Steps } from "./steps.ts";
import { createTermList } from "./term-list.ts";
import { visitWords } from "./tokenize.ts";

/** Takes files one by one and makes the index of them. */
export interface IndexBuilder {
  /** Adds one file from its text; answers how many passages it has. */
  add(file: StoredFile): Steps<number>;
  /** Takes back the file that was added last and has no passages. */
  dropLast(): void;
  /** Adds a file that another index holds, under the same title, without reading its text again. */
  copy(from: IndexData, position: number, file: StoredFile): Steps;
  finish(): Steps<IndexData>;
}

const kinds: readonly BlockKind[] = ["prose", "code", "table"];
const passagesPerStep = 64;

/**
 * Creates a builder for an empty index. Terms are numbered in the order in which they are met, also while
 * copying, so an index that was partly copied is the same as one that was made from texts alone.
 */
export function createIndexBuilder(): IndexBuilder {
  const files: StoredFile[] = [];
  const terms = createTermList();
  const columns = createColumns();
  const sources = new Map<IndexData, { readonly terms: readonly string[]; readonly ids: Int32Array }>();

  function startTitle(headings: readonly string[]): void {
    const { titles, titleStarts, titleStream, passageFile } = columns;
    titles.push({ headings, firstPassage: passageFile.length });
    titleStarts.push(titleStream.length);
    visitWords(headings.join("\n"), (word) => {
      for (const id of terms.read(word).ids) titleStream.push(id);
    });
  }

  return {
    *add(file) {
      const fileId = files.push(file) - 1;
      const parsed = parseDocument(file.text, file.format);
      const { stream } = columns;
      let lastTitle: string | undefined;
      let ownDistinction = 0;
      let count = 0;
      for (const draft of splitPassages(file.text, parsed)) {
        if (count++ % passagesPerStep === 0) yield;
        const headings = joinPath(file.title, draft.headings);
        const title = headings.join("\n");
        if (title !== lastTitle) {
          lastTitle = title;
          startTitle(headings);
          ownDistinction = distinguish(draft.headings);
        }
        const firstTerm = stream.length;
        let distinction = ownDistinction;
        columns.startPassage(fileId);
        for (const unit of draft.units) {
          columns.startUnit(kinds.indexOf(unit.kind), unit.start, unit.end);
          const words = parsed.masked.slice(unit.start, unit.end);
          let isAfterValue = false;
          visitWords(words, (word) => {
            const { ids, distinction: about } = terms.read(word);
            for (const id of ids) stream.push(id);
            if (about.isValue || about.isName || isAfterValue) {
              distinction = mixDistinction(distinction, about.hash);
            }
            isAfterValue = about.isValue;
          });
          const signs = findSigns(words);
          if (signs !== "") distinction = mixDistinction(distinction, readDistinction(signs).hash);
        }
        const simHash = computeSimHash(stream.view(firstTerm, stream.length), terms.hashOf);
        columns.endPassage(simHash, distinction);
      }
      return count;
    },

    dropLast() {
      files.pop();
    },

    *copy(from, position, file) {
      const fileId = files.push(file) - 1;
      let source = sources.get(from);
      if (!source) {
        source = { terms: listTerms(from), ids: new Int32Array(from.terms.size).fill(-1) };
        sources.set(from, source);
      }
      const { terms: names, ids } = source;
      const { first, end } = findFilePassages(from, position);
      let lastTitle = -1;
      for (let passage = first; passage < end; passage += 1) {
        if ((passage - first) % passagesPerStep === 0) yield;
        const title = from.passageTitle[passage];
        if (title !== lastTitle) startTitle(from.titles[title].headings);
        lastTitle = title;
        columns.startPassage(fileId);
        for (let unit = from.passageUnits[passage]; unit < from.passageUnits[passage + 1]; unit += 1) {
          columns.startUnit(from.unitKind[unit], from.unitStart[unit], from.unitEnd[unit]);
          for (let at = from.unitStream[unit]; at < from.unitStream[unit + 1]; at += 1) {
            const term = from.stream[at];
            if (ids[term] === -1) ids[term] = terms.findId(names[term]);
            columns.stream.push(ids[term]);
          }
        }
        const simHash = { low: from.simHashLow[passage], high: from.simHashHigh[passage] };
        columns.endPassage(simHash, from.distinction[passage]);
      }
    },

    *finish() {
      const done = columns.finish();
      const { stream, passageStream, passageFile } = done;
      const termIds = terms.finish();
      const { titleStream, titleStarts, ...rest } = done;
      return {
        ...rest,
        files,
        terms: termIds,
        unitKinds: kinds,
        postings: yield* invertStream(stream, passageStream, termIds.size),
        titlePostings: yield* invertStream(titleStream, titleStarts, termIds.size),
        pairCounts: yield* countPairs(stream, passageStream),
        averageLength: Math.max(1, stream.length / Math.max(1, passageFile.length)),
        duplicateGroups: yield* findNearDuplicates(done),
      };
    },
  };
}

/** What the numbers and negations of a passage's own headings say of it. */
function distinguish(headings: readonly string[]): number {
  let sum = 0;
  visitWords(headings.join("\n"), (word) => {
    const { isValue, hash } = readDistinction(word);
    if (isValue) sum = mixDistinction(sum, hash);
  });
  return sum;
}

/** A first heading that repeats the title above it is said once. */
function joinPath(title: string, headings: readonly string[]): string[] {
  return [title, ...headings.slice(title.toLowerCase() === headings[0]?.toLowerCase() ? 1 : 0)];
}
