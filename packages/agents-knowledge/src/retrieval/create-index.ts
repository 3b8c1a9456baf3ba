import type { SkippedFile } from "../ingest/skipped-file.ts";
import { createIndexBuilder } from "./index-builder.ts";
import type { IndexData, StoredFile } from "./index-data.ts";
import type { IndexedFile, KnowledgeIndex, RankedPassage, Sentence } from "./knowledge-index.ts";
import { readQuery, type Query } from "./query.ts";
import { rankPassages, scoreUnit, type Hit } from "./rank-passages.ts";
import { completeRanking } from "./ranking.ts";

/** A text that is in memory already. */
export interface IndexDocument {
  /** Names it in citations; the ending decides how it is read (`.md`: Markdown, else plain text). */
  readonly file: string;
  readonly text: string;
  /** Stands above the text's own headings; the name of the file when left out. */
  readonly title?: string;
}

/**
 * Indexes texts that are in memory, without touching a disk.
 *
 * @example
 * const index = createIndex([{ file: "faq.md", text: "# Opening\nWe open at 9." }]);
 * index.rank("When do you open?")[0].sentences[0].quote; // "We open at 9."
 */
export function createIndex(documents: Iterable<IndexDocument>): KnowledgeIndex {
  const builder = createIndexBuilder();
  for (const { file, text, title } of documents) builder.add({ file, text }, [title ?? file]);
  return wrapIndex({ data: builder.finish(), root: "", skipped: [], skippedCount: 0 });
}

/** Puts the public face on an index's columns. */
export function wrapIndex({
  data,
  root,
  skipped,
  skippedCount,
}: {
  data: IndexData;
  root: string;
  skipped: readonly SkippedFile[];
  skippedCount: number;
}): KnowledgeIndex {
  const lineStarts = new Map<number, Uint32Array>();

  function findLine(file: number, offset: number): number {
    let starts = lineStarts.get(file);
    if (!starts) {
      starts = listLineStarts(data.files[file].text);
      lineStarts.set(file, starts);
    }
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (starts[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function describe(hit: Hit, query: Query, positions: ReadonlyMap<number, number>): RankedPassage {
    const { passage } = hit;
    const fileId = data.passageFile[passage];
    const { text, ...file } = data.files[fileId];
    const firstUnit = data.passageUnits[passage];
    const lastUnit = data.passageUnits[passage + 1] - 1;
    const sentences: Sentence[] = [];
    for (let unit = firstUnit; unit <= lastUnit; unit += 1) {
      sentences.push({
        kind: data.unitKinds[data.unitKind[unit]],
        quote: text.slice(data.unitStart[unit], data.unitEnd[unit]),
        line: findLine(fileId, data.unitStart[unit]),
        score:
          query.totalIdf === 0 ? 0 : Math.min(1, scoreUnit(data, unit, query, positions) / query.totalIdf),
      });
    }
    return {
      id: passage,
      file,
      headings: data.titles[data.passageTitle[passage]].headings,
      line: findLine(fileId, data.unitStart[firstUnit]),
      endLine: findLine(fileId, Math.max(data.unitStart[lastUnit], data.unitEnd[lastUnit] - 1)),
      score: hit.score,
      coverage: hit.coverage,
      sentences,
    };
  }

  return {
    root,
    files: data.files.map(({ text: _, ...file }: StoredFile): IndexedFile => file),
    skipped,
    skippedCount,
    passageCount: data.passageFile.length,
    termCount: data.terms.size,
    rank(text, { limit = 10, ranking, accepts } = {}) {
      const query = readQuery(data, text);
      const hits = rankPassages(data, query, {
        ranking: completeRanking(ranking),
        limit,
        ...(accepts && { accepts: (file: number) => accepts(data.files[file]) }),
      });
      const positions = new Map(query.terms.map((term, position) => [term.id, position]));
      return hits.map((hit) => describe(hit, query, positions));
    },
  };
}

function listLineStarts(text: string): Uint32Array {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}
