import type { SkippedFile } from "../formats/skipped-file.ts";
import { createTextPositions, type TextPositions } from "../text/text-positions.ts";
import { compareFiles } from "./compare-files.ts";
import type { StoredFile } from "./index-data.ts";
import { type IndexState, rememberState } from "./index-state.ts";
import { createRefusal, requireOptions, showValue } from "./index-options.ts";
import type { IndexedFile, KnowledgeIndex, RankedPassage, RankOptions, Sentence } from "./knowledge-index.ts";
import { countNearDuplicates } from "./near-duplicates.ts";
import { readQuery, type Query } from "./query.ts";
import { rankPassages, scoreUnit, type Hit } from "./rank-passages.ts";
import { completeRanking } from "./ranking.ts";

/** A file under one of its names, with the title that stands above its passages. */
interface NamedFile {
  readonly file: IndexedFile;
  readonly title: string;
}

/** What is told about an index beside what it consists of. */
interface WrapOptions {
  /** What it was built from. */
  readonly previous?: Pick<IndexState, "data"> | undefined;
  /** Told among what was skipped, this time only. */
  readonly notices?: readonly SkippedFile[];
}

/** Puts the public face on an index. */
export function wrapIndex(state: IndexState, { previous, notices = [] }: WrapOptions = {}): KnowledgeIndex {
  const { data, root } = state;
  const positionsOfFiles = new Map<number, TextPositions>();
  const names = data.files.map(listNames);
  const filesByName = new Map(
    data.files.flatMap((stored, position) => names[position].map(({ file }) => [file.file, stored] as const)),
  );

  function openPositions(file: number): TextPositions {
    let positions = positionsOfFiles.get(file);
    if (!positions) {
      positions = createTextPositions(data.files[file].text, data.files[file].pageStarts);
      positionsOfFiles.set(file, positions);
    }
    return positions;
  }

  function describe(
    hit: Hit,
    { file, title }: NamedFile,
    query: Query,
    positions: ReadonlyMap<number, number>,
  ): RankedPassage {
    const { passage } = hit;
    const fileId = data.passageFile[passage];
    const { text } = data.files[fileId];
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
      headings: [title, ...data.titles[data.passageTitle[passage]].headings.slice(1)],
      quote: text.slice(start, end),
      line: places.findLine(start),
      endLine: places.findLine(Math.max(start, end - 1)),
      span: { start: places.findByte(start), end: places.findByte(end) },
      score: hit.score,
      coverage: hit.coverage,
      sentences,
    };
  }

  const index: KnowledgeIndex = {
    root,
    files: names.map(([{ file }]) => file),
    skipped: [...notices, ...state.skipped],
    skippedCount: state.skippedCount + notices.length,
    passageCount: data.passageFile.length,
    duplicateCount: countNearDuplicates(data.duplicateGroups),
    changes: compareFiles(previous?.data.files ?? [], data.files),
    termCount: data.terms.size,
    readText: (file) => filesByName.get(file)?.text,
    rank(text, options = {}) {
      checkRank(text, options);
      const { limit = 10, ranking, accepts } = options;
      const query = readQuery(data, text);
      const chosen = new Map<number, NamedFile | undefined>();
      const findName = (position: number): NamedFile | undefined => {
        if (!accepts) return names[position][0];
        if (!chosen.has(position))
          chosen.set(
            position,
            names[position].find(({ file }) => accepts(file)),
          );
        return chosen.get(position);
      };
      const hits = rankPassages(data, query, {
        ranking: completeRanking(ranking),
        limit,
        ...(accepts && { accepts: (position: number) => findName(position) !== undefined }),
      });
      const positions = new Map(query.terms.map((term, position) => [term.id, position]));
      return hits.flatMap((hit) => {
        const name = findName(data.passageFile[hit.passage]);
        return name ? [describe(hit, name, query, positions)] : [];
      });
    },
  };
  rememberState(index, state);
  return index;
}

const rankOptions = ["limit", "ranking", "accepts"] as const satisfies readonly (keyof RankOptions)[];

function checkRank(query: string, options: RankOptions): void {
  if (typeof query !== "string") throw createRefusal("query", `query is ${showValue(query)}; pass a text.`);
  requireOptions("rank", options, rankOptions);
  const { limit = 0, accepts } = options;
  if (!(Number.isInteger(limit) || limit === Number.POSITIVE_INFINITY) || limit < 0) {
    throw createRefusal("limit", `limit is ${showValue(limit)}; pass a whole number from 0 up.`);
  }
  if (accepts !== undefined && typeof accepts !== "function") {
    throw createRefusal("accepts", `accepts is ${showValue(accepts)}; pass a function.`);
  }
}

function listNames({ text: _, pageStarts: __, title, copies = [], ...file }: StoredFile): NamedFile[] {
  const { package: ___, ...common } = file;
  return [
    { file, title },
    ...copies.map(({ title: ownTitle, ...name }) => ({ file: { ...common, ...name }, title: ownTitle })),
  ];
}
