import type { Runtime } from "@convoke/core";
import type { FileRecord, IndexState } from "../retrieval/index-state.ts";
import { createAssembly, type Entry } from "./assembly.ts";
import { listCarriedFiles } from "./carried-files.ts";
import { findSources } from "./find-sources.ts";
import type { IndexLimits } from "./limits.ts";
import { createPause } from "./pause.ts";
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
  const sources = await findSources(options, skips, pause);
  const carried = base ? listCarriedFiles(base, new Set(sources.map(({ source }) => source.path))) : [];
  const known = previous && listKnownFiles(previous);
  const assembly = createAssembly({ previous: previous?.data, limits, pause });
  const records: FileRecord[] = [];
  const fruitful = new Set<number>();
  const names = new Set<string>();
  const total = carried.length + sources.length;
  let done = 0;

  const place = async (entry: Entry, record: Omit<FileRecord, "name" | "file" | "skip"> | undefined) => {
    const { name } = entry;
    names.add(name);
    const placement = await assembly.add(entry);
    if ("refusal" in placement) {
      const skip = { reason: placement.refusal, message: placement.message };
      skips.add({ file: name, ...skip });
      // What has nothing to quote has nothing the next time either; for the rest there may be room.
      if (record && skip.reason === "empty") {
        const { title: _, ...stamp } = record;
        records.push({ ...stamp, name, skip });
      }
      return false;
    }
    if (record) records.push({ ...record, name, file: placement.file });
    if (placement.copyOf !== undefined && !entry.isCarried) {
      skips.add({ file: name, reason: "duplicate", message: `the same text as ${placement.copyOf}` });
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
      const name = chooseName(candidates, names);
      if (content && "skip" in content) {
        const { skip, stamp } = content;
        skips.add({ file: name, ...skip });
        if (stamp) records.push({ path: source.path, name, ...stamp, skip });
      } else if (content) {
        const { text, stamp } = content;
        const title = createTitle(name, source.package, text.title);
        const ownTitle = text.title !== undefined && { title: text.title };
        const isIndexed = await place(
          { name, title, package: source.package, text },
          { path: source.path, ...stamp, ...ownTitle },
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
  return { state: { data, records, root, skipped, skippedCount }, fruitful, isReused };
}

/** The first name that is free; the last one gets a number when none is. */
function chooseName(candidates: readonly string[], taken: ReadonlySet<string>): string {
  const free = candidates.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  const last = candidates[candidates.length - 1];
  let number = 2;
  while (taken.has(`${last} (${number})`)) number += 1;
  return `${last} (${number})`;
}
