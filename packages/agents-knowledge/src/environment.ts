import { statSync } from "node:fs";
import { delimiter, resolve } from "node:path";
import { ErrorCode, OrchestrationError } from "@convoke/core";
import { createProvidersFromEnvironment } from "./providers/providers-from-environment.ts";
import type { SearchProvider } from "./providers/search-provider.ts";

/** Variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const variable = "CONVOKE_KNOWLEDGE_FOLDER";

/**
 * What an environment adds to an agent that was told nothing: the folders in `CONVOKE_KNOWLEDGE_FOLDER`,
 * separated as in `PATH`, and the search services whose address or key it holds.
 *
 * A folder that does not exist, or a value that cannot be used, throws `invalid_argument` with the variable's name.
 */
export function readEnvironment(environment: Environment): {
  readonly folders: readonly string[];
  readonly providers: readonly SearchProvider[];
} {
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || typeof value === "string") continue;
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `environment.${name} is no text; variables of an environment are texts.`,
      { details: { variable: name } },
    );
  }
  const folders = (environment[variable] ?? "")
    .split(delimiter)
    .map((folder) => folder.trim())
    .filter((folder) => folder !== "");
  for (const folder of folders) requireFolder(folder);
  return { folders, providers: createProvidersFromEnvironment(environment) };
}

function requireFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `The environment variable ${variable} names ${resolve(folder)}, which is no folder; name folders that exist, separated by "${delimiter}".`,
    { details: { variable, folder } },
  );
}
