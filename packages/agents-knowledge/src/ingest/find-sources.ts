import type { IndexLimits } from "./limits.ts";
import type { Pause } from "./pause.ts";
import type { Place } from "./place.ts";
import type { SkipList } from "./skip-list.ts";
import type { SourceFile } from "./source-file.ts";

/** A file to read, with the places that hold it and the names that it may get. */
export interface FoundSource {
  readonly source: SourceFile;
  /** Positions of the places, the first one first. */
  readonly places: number[];
  /** The best name first. */
  readonly candidates: readonly string[];
}

/** Looks for the files of all places, each file once, up to `limits.maxFiles` together with those that are known. */
export async function findSources(
  {
    places,
    limits,
    signal,
    known,
  }: {
    places: readonly Place[];
    limits: IndexLimits;
    signal?: AbortSignal | undefined;
    /** Paths of files that are indexed already. */
    known: ReadonlySet<string>;
  },
  skips: SkipList,
  pause: Pause,
): Promise<FoundSource[]> {
  const sources = new Map<string, FoundSource>();
  const reported = new Set<string>();
  let count = known.size;
  for (const [position, place] of places.entries()) {
    for await (const found of place.find(signal)) {
      await pause();
      const path = found.kind === "skip" ? found.path : found.source.path;
      if (!place.isWanted(path)) continue;
      const met = sources.get(path);
      if (met) {
        met.places.push(position);
        continue;
      }
      const candidates = place.listNames(path);
      const [file] = candidates;
      if (found.kind === "skip") {
        if (!reported.has(path)) skips.add({ file, reason: found.reason, message: found.message }, position);
        if (reported.size < limits.maxFiles) reported.add(path);
      } else if (known.has(path) || count < limits.maxFiles) {
        if (!known.has(path)) count += 1;
        sources.set(path, { source: found.source, places: [position], candidates });
      } else {
        skips.add(
          { file, reason: "too_many_files", message: `limits.maxFiles is ${limits.maxFiles}` },
          position,
        );
      }
    }
  }
  return [...sources.values()];
}
