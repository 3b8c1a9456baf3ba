import type { SkippedFile } from "../ingest/skipped-file.ts";
import { findFormat, type DocumentFormat } from "../formats/document-format.ts";
import { hashText } from "../text/hash-text.ts";
import { createTextPositions, type TextPositions } from "../text/text-positions.ts";
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
  /** The address of a page. */
  readonly url?: string;
  /** Says how the text is read instead of the name's ending. */
  readonly format?: DocumentFormat;
  /** Offset of the first character of each page, for documents that have pages. */
  readonly pageStarts?: readonly number[];
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
  for (const { title, format, ...document } of documents) {
    const { file, text } = document;
    const stored = { ...document, format: format ?? findFormat(file) ?? "text", contentHash: hashText(text) };
    builder.add(stored, [title ?? file]);
  }
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
  const positionsOfFiles = new Map<number, TextPositions>();
  const filesByName = new Map(data.files.map((file) => [file.file, file]));

  function openPositions(file: number): TextPositions {
    let positions = positionsOfFiles.get(file);
    if (!positions) {
      positions = createTextPositions(data.files[file].text, data.files[file].pageStarts);
      positionsOfFiles.set(file, positions);
    }
    return positions;
  }

  function describe(hit: Hit, query: Query, positions: ReadonlyMap<number, number>): RankedPassage {
    const { passage } = hit;
    const fileId = data.passageFile[passage];
    const { text, pageStarts: _, ...file } = data.files[fileId];
    const places = openPositions(fileId);
    const firstUnit = data.passageUnits[passage];
    const lastUnit = data.passageUnits[passage + 1] - 1;
    const [start, end] = [data.unitStart[firstUnit], data.unitEnd[lastUnit]];
    const sentences: Sentence[] = [];
    for (let unit = firstUnit; unit <= lastUnit; unit += 1) {
      const [unitStart, unitEnd] = [data.unitStart[unit], data.unitEnd[unit]];
      const page = places.findPage(unitStart);
      sentences.push({
        kind: data.unitKinds[data.unitKind[unit]],
        quote: text.slice(unitStart, unitEnd),
        line: places.findLine(unitStart),
        ...(page !== undefined && { page }),
        span: { start: places.findByte(unitStart), end: places.findByte(unitEnd) },
        score:
          query.totalIdf === 0 ? 0 : Math.min(1, scoreUnit(data, unit, query, positions) / query.totalIdf),
      });
    }
    return {
      id: passage,
      file,
      headings: data.titles[data.passageTitle[passage]].headings,
      quote: text.slice(start, end),
      line: places.findLine(start),
      endLine: places.findLine(Math.max(start, end - 1)),
      span: { start: places.findByte(start), end: places.findByte(end) },
      score: hit.score,
      coverage: hit.coverage,
      sentences,
    };
  }

  return {
    root,
    files: data.files.map(({ text: _, pageStarts: __, ...file }: StoredFile): IndexedFile => file),
    skipped,
    skippedCount,
    passageCount: data.passageFile.length,
    termCount: data.terms.size,
    readText: (file) => filesByName.get(file)?.text,
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
