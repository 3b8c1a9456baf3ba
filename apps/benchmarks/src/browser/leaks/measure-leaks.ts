import { systemRuntime } from "@convoke/core";
import type { AllowedSite } from "./allowed-site.ts";
import { keepPages, type PageKeeper } from "./page-keeper.ts";
import { type Try, tryWay } from "./try-way.ts";
import type { Way } from "./way.ts";
import type { World } from "./worlds.ts";

/** All tries of one way. */
export interface WayResult {
  readonly name: string;
  /** Tries in which the forbidden server was reached without the boundary. */
  readonly control: Count;
  /** The same behind the boundary: leaks. */
  readonly boundary: Count;
  /** Refusals at the boundary, of all tries. */
  readonly refusals: number;
}

/** How many of the tries reached the forbidden server; `failed` ones did not even load the page. */
interface Count {
  readonly tries: number;
  readonly reached: number;
  readonly failed: number;
}

export interface LeakOptions {
  readonly ways: readonly Way[];
  readonly site: AllowedSite;
  readonly control: World;
  readonly boundary: World;
  readonly repeats: number;
  /** Tries without the boundary. */
  readonly controlRepeats: number;
  readonly waitMs: number;
  /** Tries at once. */
  readonly parallel: number;
  /** Nothing is tried after that; the rounds go over all ways, so what was done is about the same for each. */
  readonly maxMs?: number;
}

/** Tries every way again and again, in both worlds, several at once. */
export async function measureLeaks(options: LeakOptions): Promise<WayResult[]> {
  const { ways, repeats, controlRepeats } = options;
  const control = new Map<Way, Try[]>(ways.map((way) => [way, []]));
  const boundary = new Map<Way, Try[]>(ways.map((way) => [way, []]));
  const latest = systemRuntime.now() + (options.maxMs ?? Infinity);
  const jobs: (() => Promise<void>)[] = [];
  const pages = { control: keepPages(options.control), boundary: keepPages(options.boundary) };
  const plan = (way: Way, kept: PageKeeper, tries: Map<Way, Try[]>): void => {
    jobs.push(async () => {
      let result = await tryWay(way, { ...options, pages: kept });
      // A crash of the browser says nothing; what keeps failing is reported.
      for (let again = 0; !result.isLoaded && again < 2; again += 1) {
        result = await tryWay(way, { ...options, pages: kept });
      }
      tries.get(way)!.push(result);
    });
  };
  for (let round = 0; round < Math.max(repeats, controlRepeats); round += 1) {
    for (const way of ways) {
      if (round < controlRepeats) plan(way, pages.control, control);
      if (round < repeats) plan(way, pages.boundary, boundary);
    }
  }
  const next = jobs.values();
  try {
    await Promise.all(
      Array.from({ length: options.parallel }, async () => {
        for (const job of next) {
          if (systemRuntime.now() < latest) await job();
        }
      }),
    );
  } finally {
    await Promise.all([pages.control.close(), pages.boundary.close()]);
  }
  return ways.map((way) => ({
    name: way.name,
    control: count(control.get(way)!),
    boundary: count(boundary.get(way)!),
    refusals: boundary.get(way)!.reduce((sum, { refusals }) => sum + refusals, 0),
  }));
}

function count(tries: readonly Try[]): Count {
  return {
    tries: tries.length,
    reached: tries.filter(({ connections, datagrams }) => connections + datagrams > 0).length,
    failed: tries.filter(({ isLoaded }) => !isLoaded).length,
  };
}
