import { mkdir } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";
import { OrchestrationError, type Orchestrator } from "@convoke/core";
import { sqliteStore, type SqliteStore } from "@convoke/core/sqlite";
import { createClerk } from "./clerk.ts";
import { createDurableConductor, type DurableConductor } from "./durable-conductor.ts";
import { type Generation, readGeneration } from "./generation.ts";
import { createLedger, type Ledger } from "./ledger.ts";

/** A demonstration that goes on in a folder. */
export interface Durable {
  /** The file of the store, as it is shown. */
  readonly file: string;
  readonly generation: Generation;
  readonly ledger: Ledger;
  readonly store: SqliteStore;
  /** Begins to work with the agents of an orchestrator, which has to use the store. */
  conduct(orchestrator: Orchestrator, signal: AbortSignal): Promise<DurableConductor>;
}

/** Opens the store of a folder; rejects with one sentence when another demonstration has it, or it cannot be used. */
export async function openDurable(folder: string): Promise<Durable> {
  const path = join(folder, "runs.db");
  const store = await openStore(path, folder);
  try {
    const generation = await readGeneration(folder);
    const ledger = createLedger(join(folder, "ledger.txt"));
    // A file that cannot be read is told of before anything is done.
    await ledger.readKeys();
    return {
      file: shorten(path),
      generation,
      ledger,
      store,
      async conduct(orchestrator, signal) {
        const prefix = `demo-${generation.number}-`;
        // A ledger of the demonstration before.
        if ((await store.findRun(`${prefix}ledger`)) === undefined) await ledger.clear();
        orchestrator.registerAgent(createClerk(ledger));
        return createDurableConductor({ orchestrator, store, prefix, signal });
      },
    };
  } catch (error) {
    await store.close();
    throw isSystemError(error) ? createFolderError(folder, error) : error;
  }
}

async function openStore(path: string, folder: string): Promise<SqliteStore> {
  try {
    await mkdir(folder, { recursive: true });
    return await sqliteStore({ path });
  } catch (error) {
    if (OrchestrationError.is(error) && error.details?.problem === "owned")
      throw new Error(
        `Another demonstration is at work in ${shorten(folder)}: wait for its end, or give this one a folder of its own with --durable FOLDER.`,
        { cause: error },
      );
    if (OrchestrationError.is(error)) throw error;
    throw createFolderError(folder, error);
  }
}

function createFolderError(folder: string, error: unknown): Error {
  const said = error instanceof Error ? error.message : String(error);
  const message = `The folder ${shorten(folder)} cannot be used (${said}): name another one behind --durable.`;
  return new Error(message, { cause: error });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/** As it is reached from here, where that is shorter. */
function shorten(path: string): string {
  const near = relative(".", path);
  return near.startsWith("..") || isAbsolute(near) ? path : near;
}
