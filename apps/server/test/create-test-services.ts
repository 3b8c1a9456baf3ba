import {
  type Agent,
  memoryArtifactStore,
  memoryStore,
  Orchestrator,
  type TaskArchive,
  type TaskStore,
} from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold, type ManualRuntime } from "@convoke/core/testing";
import { pino } from "pino";
import { z } from "zod";
import { createAgentDirectory } from "../src/agents/agent-directory.ts";
import { type Configuration, readConfiguration } from "../src/settings/config.ts";
import { type App, createApp } from "../src/create-app.ts";
import { createApprovalBoard } from "../src/events/approval-board.ts";
import { createEventHub } from "../src/events/event-hub.ts";
import { createMinuteSeries } from "../src/events/minute-series.ts";
import { createRunLimit } from "../src/http/run-limit.ts";
import type { Services } from "../src/services.ts";

/** What the services of a test are made of. */
export interface TestServicesOptions {
  /** @default `createTestAgents()` */
  readonly agents?: readonly Agent[];
  /** Settings that differ from the defaults. */
  readonly configuration?: Partial<Configuration>;
  /** A store that another life of the server has left. @default a new one in memory */
  readonly store?: TaskStore & TaskArchive;
  readonly runtime?: ManualRuntime;
  /** The name of the language model. */
  readonly model?: string;
  /** Aborts when a shutdown begins. @default never */
  readonly stopping?: AbortSignal;
}

/** A server without a port: `app.request` calls its routes. */
export interface TestServices {
  readonly app: App;
  readonly services: Services;
  readonly runtime: ManualRuntime;
  close(): Promise<void>;
}

/** When the clock of a test starts: a time that a person can read. */
const startMs = Date.UTC(2030, 0, 1);

/**
 * The services of a server over a store in memory, a clock that a test moves, and scripted agents.
 *
 * @example
 * const { app, close } = await createTestServices();
 * const response = await app.request("/api/agents");
 * await close();
 */
export async function createTestServices(options: TestServicesOptions = {}): Promise<TestServices> {
  const { agents: registered = createTestAgents(), runtime = createManualRuntime({ startMs }) } = options;
  const { store = memoryStore({ runtime }) } = options;
  const configuration = { ...readConfiguration({ CONVOKE_DATA: "memory" }), ...options.configuration };
  const orchestrator = new Orchestrator({ store, runtime });
  const agents = createAgentDirectory(orchestrator);
  for (const agent of registered) agents.registerAgent(agent);
  const events = await createEventHub(orchestrator, store, { runtime });
  const approvals = createApprovalBoard(orchestrator, store);
  const minutes = createMinuteSeries(orchestrator, runtime);
  const services: Services = {
    configuration,
    orchestrator,
    store,
    artifacts: memoryArtifactStore(),
    agents,
    events,
    approvals,
    minutes,
    runLimit: createRunLimit(configuration.maxRuns),
    model: options.model,
    stopping: options.stopping ?? new AbortController().signal,
    runtime,
    logger: pino({ level: "silent" }),
    since: runtime.now(),
  };
  return {
    app: createApp(services),
    services,
    runtime,
    async close() {
      await orchestrator.close();
      events.close();
      approvals.close();
      minutes.close();
    },
  };
}

/** One agent of each kind: `echo` answers with its input, `broken` throws, `held` waits to be released or cancelled, `asking` waits for an answer under the key `question`. */
export function createTestAgents() {
  return [
    createScriptedAgent({ agentType: "echo", script: [({ input }) => input] }),
    createScriptedAgent({ agentType: "broken", script: [new Error("It does not work.")] }),
    createScriptedAgent({ agentType: "held", script: [hold()] }),
    createScriptedAgent({
      agentType: "asking",
      script: [(_, context) => context.waitFor("question", z.unknown())],
    }),
  ] as const;
}
