import { type BudgetLimits, ErrorCode, OrchestrationError, type Plan } from "@convoke/core";
import type { Services } from "../services.ts";
import { writeCanonical } from "./canonical-text.ts";
import { refuseReusedKey, toRunId } from "./idempotency.ts";
import { ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "../http/problem.ts";
import { createStartWatch } from "./start-watch.ts";

/** A run as a request asks for it. */
interface StartRequest {
  readonly plan: Plan;
  readonly budget?: BudgetLimits | undefined;
  /** The name that the request gives to the run. */
  readonly id?: string | undefined;
  /** The `Idempotency-Key` of the request. */
  readonly key?: string | undefined;
  /** The path that the request went to: keys of different paths are different ones. */
  readonly path: string;
}

/** A run that goes on, or went on, under an id. */
interface StartedRun {
  readonly runId: string;
  /** Resolves when it has settled; absent for one that another life of the server has started. */
  readonly settled?: Promise<unknown>;
  /** Resolves when the run is in the store; rejects when it cannot be stored. */
  readonly stored: Promise<void>;
}

/** Starts each run once, however often it is asked for. */
export interface RunStarter {
  /** Without a name or a key every request is a run of its own. */
  start(request: StartRequest): StartedRun | Promise<StartedRun>;
  /** Resolves when a run that is being stored is; at once for every other one. */
  opened(runId: string): Promise<void>;
}

interface Known extends StartedRun {
  readonly request: string;
}

/** A stored run as it was asked for, without what its store keeps beside the plan. */
function writeStored(stored: unknown): string {
  const { plan, budget } = { ...(stored as Partial<StartRequest> | undefined) };
  return writeCanonical({ plan, budget });
}

const alreadyStored = Promise.resolve();

/** Runs are compared with what is stored of them, so a name or a key holds after a restart as well. */
export function createRunStarter({ orchestrator, store, runLimit }: Services): RunStarter {
  const watch = createStartWatch(orchestrator);
  /** Named runs that go on; what has ended, the store knows. */
  const active = new Map<string, Known>();

  function begin({ plan, budget }: StartRequest, id: string | undefined): StartedRun {
    const { runId, settled } = runLimit.start(() =>
      orchestrator.startRun(plan, {
        ...(id !== undefined && { id }),
        ...(budget !== undefined && { budget }),
      }),
    );
    return { runId, settled, stored: watch.stored(runId, settled) };
  }

  function beginNamed(request: StartRequest, id: string, text: string): StartedRun {
    const started = begin(request, id);
    active.set(id, { ...started, request: text });
    const forget = (): void => void active.delete(id);
    started.settled?.then(forget, forget);
    return started;
  }

  /** A stored run: one that goes on here, such as a resumed one, can be waited for. */
  function join({ plan }: StartRequest, id: string): StartedRun {
    const run = { runId: id, stored: alreadyStored };
    return runLimit.has(id) ? { ...run, settled: orchestrator.startRun(plan, { id }).settled } : run;
  }

  async function startNamed(request: StartRequest, id: string): Promise<StartedRun> {
    const text = writeCanonical({ plan: request.plan, budget: request.budget });
    const refuse = (): never => {
      if (request.key !== undefined) throw refuseReusedKey();
      const message = `The id "${id}" belongs to another run: choose another, or leave it out`;
      throw new OrchestrationError(ErrorCode.DUPLICATE_TASK, message, { details: { id } });
    };
    // What goes on here may not be stored yet.
    let known = active.get(id);
    if (known === undefined) {
      const stored = await store.findRun(id);
      known = active.get(id);
      if (stored !== undefined) {
        if (writeStored(stored.plan) !== text) refuse();
        return known ?? join(request, id);
      }
    }
    if (known === undefined) return beginNamed(request, id, text);
    return known.request === text ? known : refuse();
  }

  return {
    start(request) {
      const { id, key, path } = request;
      if (id !== undefined && key !== undefined) {
        throw new ProblemError(
          ServerProblemCode.MALFORMED_REQUEST,
          "A request with an id can be repeated without an Idempotency-Key: leave out one of them.",
          [{ path: "header.idempotency-key", message: "cannot stand beside an id in the body" }],
        );
      }
      const name = id ?? (key === undefined ? undefined : toRunId(path, key));
      return name === undefined ? begin(request, undefined) : startNamed(request, name);
    },
    opened: (runId) => watch.opened(runId),
  };
}
