import type { ArtifactStore, Orchestrator, Runtime, TaskArchive, TaskStore } from "@convoke/core";
import type { Logger } from "pino";
import type { AgentDirectory } from "./agents/agent-directory.ts";
import type { Configuration } from "./settings/config.ts";
import type { ApprovalBoard } from "./events/approval-board.ts";
import type { EventHub } from "./events/event-hub.ts";
import type { RunLimit } from "./http/run-limit.ts";
import type { MinuteSeries } from "./events/minute-series.ts";
import type { StoreWatch } from "./data/watch-store.ts";

/** What the routes work with; made once by `createServer`, or by a test. */
export interface Services {
  readonly configuration: Configuration;
  readonly orchestrator: Orchestrator;
  readonly store: TaskStore & TaskArchive;
  /** Tells whether the store can be written; nothing where that is not watched. */
  readonly storeWatch?: Pick<StoreWatch, "trouble">;
  /** Screenshots and files that agents have made. */
  readonly artifacts: ArtifactStore;
  readonly agents: AgentDirectory;
  /** All events, serialised once, for any number of subscribers. */
  readonly events: EventHub;
  /** Questions that tasks wait for answers to. */
  readonly approvals: ApprovalBoard;
  readonly minutes: MinuteSeries;
  /** Every run and task is started through it. */
  readonly runLimit: RunLimit;
  /** The name of the language model that the shipped agents work with; `undefined` where the rules decide. */
  readonly model: string | undefined;
  /** Aborts when a shutdown begins: `/readyz` says so, and streams of events end. */
  readonly stopping: AbortSignal;
  readonly runtime: Runtime;
  readonly logger: Logger;
  /** When the server started, in milliseconds since 1970-01-01 UTC. */
  readonly since: number;
}
