import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqliteStore } from "@convoke/core/sqlite";
import { createManualRuntime } from "@convoke/core/testing";
import type { Prepared, StoreContext } from "../src/index.ts";

/** An empty store in a file of its own under a manual clock. */
export async function createSqliteContext(): Promise<Prepared<StoreContext>> {
  const folder = await mkdtemp(join(tmpdir(), "convoke-store-"));
  const runtime = createManualRuntime({ startMs: 1_000_000 });
  const subject = await sqliteStore({ path: join(folder, "runs.db"), runtime });
  return {
    context: { subject, clock: { now: () => runtime.now(), advance: (ms) => runtime.advance(ms) } },
    async teardown() {
      await subject.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
