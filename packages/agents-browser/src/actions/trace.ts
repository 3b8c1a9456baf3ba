import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BrowserError } from "../errors/browser-error.ts";
import type { Program } from "../program/program.ts";
import type { ActionContext } from "./action-context.ts";
import type { ArtifactReference } from "./action-record.ts";
import { keepArtifact } from "./keep-artifact.ts";
import { listSecretFields } from "./masked-fields.ts";

/** A trace that is being recorded. */
export interface Tracing {
  /** Ends it and keeps it; `undefined` when it could not be saved any more. */
  stop(): Promise<ArtifactReference | undefined>;
  /** Ends it and keeps nothing. */
  drop(): Promise<void>;
}

const longestSavingMs = 30_000;

/** Begins to record Playwright's trace. Refuses programs with secrets: a trace holds what is typed and sent. */
export async function startTrace(
  program: Program,
  { run, artifacts, ...context }: ActionContext,
): Promise<Tracing> {
  const hasSecrets = program.actions.some(
    (action) =>
      (action.action === "fill" && typeof action.value !== "string") ||
      (action.action === "type" && typeof action.text !== "string"),
  );
  if (hasSecrets || listSecretFields(run).length > 0) {
    throw new BrowserError(
      "invalid_program",
      "A trace holds everything that is typed and sent, so a run with secrets is not traced; leave out trace.",
    );
  }
  const { tracing } = run.context;
  await run.within("starting the trace", longestSavingMs, () =>
    tracing.start({ screenshots: true, snapshots: true }),
  );
  return {
    async stop() {
      const folder = await mkdtemp(join(tmpdir(), "convoke-trace-"));
      try {
        const path = join(folder, "trace.zip");
        return await run.within("saving the trace", longestSavingMs, async (signal) => {
          await tracing.stop({ path });
          const content = await readFile(path, { signal });
          return keepArtifact(content, "application/zip", "trace", {
            context: { ...context, run, artifacts },
            signal,
          });
        });
      } catch {
        // Of a browser that is gone there is none; the program's own outcome matters more.
        return undefined;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async drop() {
      await run.within("ending the trace", 1000, () => tracing.stop()).catch(() => undefined);
    },
  };
}
