import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Agent, awaitUnlessAborted, describeThrown, nearestName, type Runtime } from "@convoke/core";
import { type Configuration, ConfigurationError, readConfiguration } from "./config.ts";
import { settings } from "./settings.ts";

/** What `convoke.config.ts` may export by default; variables of the environment win over it. */
export interface ConfigurationFile extends Partial<Configuration> {
  /** Agents of one's own: one, a list, or a function that returns them. */
  readonly agents?: Agent | readonly Agent[] | (() => unknown);
}

/** A configuration, and the agents that its file brings. */
export interface LoadedConfiguration {
  readonly configuration: Configuration;
  /** The file that was read. */
  readonly file: string | undefined;
  readonly agents: unknown;
}

/** How long a configuration file may take to load. */
const patienceMs = 30_000;

/**
 * Gives `convoke.config.ts` its types.
 *
 * @example
 * export default defineConfiguration({ port: 8080, plugIns: ["convoke-agent-links"] });
 */
export function defineConfiguration(configuration: ConfigurationFile): ConfigurationFile {
  return configuration;
}

/**
 * Reads the environment, and `convoke.config.ts`, `.js` or `.mjs` of a folder where there is one.
 *
 * Rejects with `ConfigurationError` for a file that cannot be loaded and for settings that cannot be used.
 */
export async function loadConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
  runtime: Runtime,
): Promise<LoadedConfiguration> {
  const found = ["ts", "js", "mjs"]
    .map((ending) => join(folder, `convoke.config.${ending}`))
    .filter((path) => existsSync(path));
  if (found.length > 1) throw new ConfigurationError([`There are ${found.join(" and ")}: keep one of them.`]);
  const [file] = found;
  if (file === undefined) return { configuration: readConfiguration(environment), file, agents: undefined };
  const { agents, ...values } = await importFile(file, runtime);
  return { configuration: readConfiguration(environment, values), file, agents };
}

async function importFile(file: string, runtime: Runtime): Promise<Readonly<Record<string, unknown>>> {
  const controller = new AbortController();
  const cancel = runtime.schedule(
    () => controller.abort(new Error(`it has not finished loading after ${patienceMs / 1_000} seconds`)),
    patienceMs,
  );
  let exported: unknown;
  try {
    const loaded = await awaitUnlessAborted(controller.signal, () => import(pathToFileURL(file).href));
    exported = (loaded as { readonly default?: unknown }).default;
  } catch (error) {
    throw new ConfigurationError([`${file} cannot be loaded: ${describeThrown(error)}`]);
  } finally {
    cancel();
  }
  if (typeof exported !== "object" || exported === null || Array.isArray(exported))
    throw new ConfigurationError([
      `${file} has no configuration as its default export: write export default { port: 4680 }.`,
    ]);
  const known = [...Object.keys(settings), "agents"];
  const unknown = Object.keys(exported).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new ConfigurationError(
      unknown.map((name) => {
        const meant = nearestName(name, known);
        const hint = meant === undefined ? `use ${known.join(", ")}.` : `did you mean "${meant}"?`;
        return `${file} sets "${name}", which is no setting: ${hint}`;
      }),
    );
  return exported as Readonly<Record<string, unknown>>;
}
