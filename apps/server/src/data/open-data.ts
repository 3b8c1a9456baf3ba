import {
  type ArtifactStore,
  memoryArtifactStore,
  memoryStore,
  type Runtime,
  type TaskArchive,
  type TaskStore,
} from "@convoke/core";
import { folderArtifactStore } from "@convoke/core/artifact-folder";
import { sqliteStore } from "@convoke/core/sqlite";
import { resolve } from "node:path";
import type { Configuration } from "../settings/config.ts";
import { explainData } from "../start/server-start-error.ts";

/** What a server keeps, and where. */
export interface Data {
  readonly store: TaskStore & TaskArchive;
  readonly artifacts: ArtifactStore;
  close(): Promise<void>;
}

/** Opens the data folder, or memory in its place. Rejects with `ServerStartError` when it cannot be used. */
export async function openData(
  { dataFolder, maxSettledTasks }: Pick<Configuration, "dataFolder" | "maxSettledTasks">,
  runtime: Runtime,
): Promise<Data> {
  if (dataFolder === undefined)
    return {
      store: memoryStore({ runtime, maxSettledTasks }),
      artifacts: memoryArtifactStore(),
      close: async () => undefined,
    };
  const folder = resolve(dataFolder);
  try {
    const store = await sqliteStore({ path: resolve(folder, "convoke.db"), runtime, maxSettledTasks });
    return {
      store,
      artifacts: folderArtifactStore({ folder: resolve(folder, "artifacts"), runtime }),
      close: () => store.close(),
    };
  } catch (error) {
    throw explainData(error, folder);
  }
}
