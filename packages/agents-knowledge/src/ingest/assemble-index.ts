import type { Runtime } from "@convoke/core";
import type { SkippedFile } from "../formats/skipped-file.ts";
import type { FileRecord, IndexState } from "../retrieval/index-state.ts";
import { createAssembly, type Entry } from "./assembly.ts";
import { listCarriedFiles } from "./carried-files.ts";
import { findSources } from "./find-sources.ts";
import type { IndexLimits } from "./limits.ts";
import { createPause } from "./pause.ts";
import { createNaming } from "./naming.ts";
import { createTitle, type Place } from "./place.ts";
import { listKnownFiles, readSource } from "./read-source.ts";
import { createSkipList } from "./skip-list.ts";

/** How far indexing has come. */
export interface IndexProgress {
  readonly indexedFiles: number;
  readonly totalFiles: number;
}

/** What an index is put together from. */
export interface AssembleOptions {
  readonly root: string;
  readonly places: readonly Place[];
  readonly limits: IndexLimits;
  readonly runtime: Runtime;
  /** What may be taken over where files have not changed. */
  readonly previous?: IndexState | undefined;
  /** An index whose files are kept as they are, unless a place holds them too. */
  readonly base?: IndexState | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
}

/** An index that was put together. */
export interface Assembled {
  readonly state: IndexState;
  /** Positions of the places in which something was indexed. */
  readonly fruitful: ReadonlySet<number>;
  /** The first place of each file that was looked at, by its name. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** The first that were skipped in a place. */
  listSkipped(place: number): readonly SkippedFile[];
  /** True when every passage was taken over from `previous`, in its order. */
  readonly isReused: boolean;
}

/** Progress is told after so many files, and at the end. */
const filesPerReport = 16;

/** Puts an index together from the files of some places and from what is known already. */
export async function assembleIndex(options: AssembleOptions): Promise<Assembled> {
  const { root, limits, runtime, previous, base, signal, onProgress } = options;
  const pause = createPause(runtime, signal);
  const skips = createSkipList(base ?? { skipped: [], skippedCount: 0 });
  const sources = await findSources(
    { places: options.places, limits, signal, known: new Set(base?.records.map(({ path }) => path)) },
    skips,
    pause,
  );
  const looked = new Set(sources.map(({ source }) => source.path));
  const carried = base ? listCarriedFiles(base, looked) : [];
  const chooseName = createNaming(base ? [...base.records, ...(previous?.records ?? [])] : [], looked);
  const known = previous && listKnownFiles(previous);
  const assembly = createAssembly({ previous: previous?.data, limits, pause });
  const records = (base?.records ?? []).filter(({ path, skip }) => skip && !looked.has(path));
  const placeOf = new Map<string, number>();
  const fruitful = new Set<number>();
  const total = carried.length + sources.length;
  let done = 0;

  const place = async (
    entry: Entry,
    record: Omit<FileRecord, "name" | "file" | "skip"> | undefined,
    position = -1,
  ) => {
    const { name } = entry;
    const placement = await assembly.add(entry);
    if ("refusal" in placement) {
      const skip = { reason: placement.refusal, message: placement.message };
      skips.add({ file: name, ...skip }, position);
      // What has nothing to quote has nothing the next time either; for the rest there may be room.
      if (record && skip.reason === "empty") {
        const { title: _, ...stamp } = record;
        records.push({ ...stamp, name, skip });
      }
      return false;
    }
    if (record) records.push({ ...record, name, file: placement.file });
    if (placement.copyOf !== undefined && !entry.isCarried) {
      const message = `the same text as ${placement.copyOf}`;
      skips.add({ file: name, reason: "duplicate", message }, position);
    }
    return true;
  };
  const report = async (): Promise<void> => {
    done += 1;
    if (done % filesPerReport === 0 || done === total)
      onProgress?.({ indexedFiles: done, totalFiles: total });
    await pause();
  };

  for (const { entry, record } of carried) {
    chooseName([entry.name]);
    await place(entry, record);
    await report();
  }
  // While one file is indexed the next is read.
  const read = (position: number) =>
    position < sources.length
      ? readSource(sources[position].source.path, { limits, previous: known, runtime, signal })
      : undefined;
  let reading = read(0);
  try {
    for (const [position, { source, places, candidates }] of sources.entries()) {
      const content = await reading;
      signal?.throwIfAborted();
      reading = read(position + 1);
      const name = chooseName(candidates, source.path);
      placeOf.set(name, places[0]);
      if (content && "skip" in content) {
        const { skip, stamp } = content;
        skips.add({ file: name, ...skip }, places[0]);
        if (stamp) records.push({ path: source.path, name, ...stamp, skip });
      } else if (content) {
        const { text, stamp } = content;
        const title = createTitle(name, source.package, text.title);
        const ownTitle = text.title !== undefined && { title: text.title };
        const isIndexed = await place(
          { name, title, package: source.package, text },
          { path: source.path, ...stamp, ...ownTitle },
          places[0],
        );
        if (isIndexed) for (const each of places) fruitful.add(each);
      }
      await report();
    }
  } finally {
    // Whatever ended this, no file is left open behind it.
    await reading;
  }
  signal?.throwIfAborted();
  const { data, isReused } = await assembly.finish();
  const { skipped, count: skippedCount } = skips;
  const state = { data, records, root, skipped, skippedCount };
  return { state, fruitful, placeOf, listSkipped: skips.listOf, isReused };
}
