import { type Agent, awaitUnlessAborted, describeThrown, type Runtime } from "@convoke/core";
import type { Logger } from "pino";
import type { AgentDirectory } from "./agent-directory.ts";
import { importPlugIn } from "./import-plug-in.ts";

/** What plug-ins are loaded with. */
export interface PlugInOptions {
  /** Packages, or paths of modules, that export `agents`: one, a list, or a function that returns them or their promise. */
  readonly plugIns: readonly string[];
  /** What the configuration file exports as `agents`, under the name by which it is told of. */
  readonly own?: { readonly name: string; readonly agents: unknown };
  /** From where packages and paths are seen. */
  readonly folder: string;
  readonly runtime: Runtime;
  readonly logger: Logger;
  /** What one plug-in gets to load. @default 10_000 */
  readonly patienceMs?: number;
}

/**
 * Loads plug-ins and registers their agents, in their order. One that cannot be loaded, hangs, or brings an agent that cannot be
 * registered is noted and logged; none of its agents is registered, and the others are not concerned.
 */
export async function loadPlugIns(agents: AgentDirectory, options: PlugInOptions): Promise<void> {
  const { plugIns, own, folder, logger } = options;
  const sources = [
    ...(own?.agents === undefined ? [] : [{ name: own.name, load: async () => own.agents }]),
    ...plugIns.map((name) => ({ name, load: async () => readExport(await importPlugIn(name, folder)) })),
  ];
  const loaded = await Promise.allSettled(sources.map(({ load }) => loadWithin(load, options)));
  for (const [index, { name }] of sources.entries()) {
    const outcome = loaded[index]!;
    try {
      if (outcome.status === "rejected") throw outcome.reason;
      registerAll(agents, outcome.value);
    } catch (error) {
      const message = describeThrown(error).slice(0, 2_000);
      agents.noteFailure(name, message);
      logger.error({ plugIn: name, err: error }, "a plug-in was left out");
    }
  }
}

function readExport(module: Readonly<Record<string, unknown>>): unknown {
  if (module["agents"] !== undefined) return module["agents"];
  const names = Object.keys(module).slice(0, 20).join(", ");
  throw new Error(
    `It exports no agents, but ${names === "" ? "nothing" : names}: export const agents = [myAgent].`,
  );
}

async function loadWithin(
  load: () => Promise<unknown>,
  { runtime, patienceMs = 10_000 }: PlugInOptions,
): Promise<readonly Agent[]> {
  const controller = new AbortController();
  const cancel = runtime.schedule(
    () => controller.abort(new Error(`It has not finished loading after ${patienceMs / 1_000} seconds.`)),
    patienceMs,
  );
  try {
    const given = await awaitUnlessAborted(controller.signal, async () => {
      const agents = await load();
      return typeof agents === "function" ? ((await agents()) as unknown) : agents;
    });
    if (typeof given !== "object" || given === null)
      throw new Error(
        "Its agents are none: export an agent, a list of them, or a function that returns them.",
      );
    return (Array.isArray(given) ? given : [given]) as readonly Agent[];
  } finally {
    cancel();
  }
}

function registerAll(directory: AgentDirectory, agents: readonly Agent[]): void {
  const registered: Agent[] = [];
  try {
    for (const agent of agents) {
      directory.registerAgent(agent);
      registered.push(agent);
    }
  } catch (error) {
    for (const { agentType, name } of registered) directory.unregisterAgent(agentType, name);
    throw error;
  }
}
