import type { OrchestrationEvent, Plan, Task } from "@convoke/core";
import { delay, systemRuntime } from "@convoke/core";
import { type createClient, FollowError, followEvents } from "@convoke/server/client";
import { readAnswer, type ServerAddress } from "./read-answer.ts";
import { createRenaming, renameEvent, renameTask } from "./rename-run.ts";
import { createLostError, ServerError } from "./server-error.ts";

type Client = ReturnType<typeof createClient>;
type ServerEvent = ReturnType<typeof followEvents> extends AsyncGenerator<infer Event> ? Event : never;
/** What `POST /api/runs` takes. */
export type RunBody = Parameters<Client["api"]["runs"]["$post"]>[0]["json"];

/** Where a run goes, and who is told of it. */
export interface RunOnServerOptions {
  readonly client: Client;
  readonly address: ServerAddress;
  /** The name that the demo gives the run. */
  readonly id: string;
  readonly signal: AbortSignal;
  /** Whether its tasks tell what they are about: that is not kept, and is missed by whoever comes after it. */
  readonly tellsProgress: boolean;
  readonly onStart: (runId: string) => void;
  readonly onEvent: (event: OrchestrationEvent) => void;
}

/** What a run came to, under the demo's ids. */
export interface ServerRun {
  /** The run's own tasks, as they settled, by their ids; what they delegated to others is left out. */
  readonly tasks: ReadonlyMap<string, Task>;
  readonly outcome: unknown;
}

/** Connections in a row that come to nothing before the server counts as lost: a restart takes a moment. */
const attempts = 3;
/** How long an interrupted demo waits for its runs to be cancelled. */
const patienceMs = 5_000;

/**
 * Starts a run on the server and follows it to its end. When the signal aborts, the run is cancelled there too, and the
 * promise rejects with the signal's reason; a server that is lost is a `ServerError`.
 */
export async function runOnServer(body: RunBody, options: RunOnServerOptions): Promise<ServerRun> {
  const { client, address, signal, id, onStart, onEvent } = options;
  signal.throwIfAborted();
  const events = options.tellsProgress ? await openEvents(options) : undefined;
  // A request to start is not cut off: a run that the server has started is one that has to be cancelled.
  const started = client.api.runs.$post({ header: {}, json: body });
  const { runId } = await readAnswer(address, started, { signal: new AbortController().signal });
  onStart(runId);
  const rename = createRenaming(runId, id);
  const tasks = new Map<string, Task>();
  try {
    for await (const event of events ?? followEventsOf(options, { runId, after: 0 })) {
      if (event.runId !== runId || event.type === "progress-recap") continue;
      if (event.type === "task-settled" && (event.task.parentId ?? event.task.runId) === runId) {
        const task = renameTask(event.task, rename);
        tasks.set(task.taskId, task);
      }
      onEvent(renameEvent(event, rename));
      if (event.type === "run-settled") break;
    }
    const asked = client.api.runs[":id"].$get({ param: { id: runId } }, { init: { signal } });
    const { outcome } = await readAnswer(address, asked, { signal });
    return { tasks, outcome };
  } catch (error) {
    if (signal.aborted) await cancel(runId, options);
    throw error;
  }
}

type Events = ReturnType<typeof followEventsOf>;

/** Opens the stream of all runs, and waits until the server has it: nothing that it tells from then on is missed. */
async function openEvents(options: RunOnServerOptions): Promise<Events> {
  const opened = Promise.withResolvers<void>();
  const events = followEventsOf(options, {}, opened.resolve);
  const first = events.next();
  first.catch(opened.reject);
  await opened.promise;
  return (async function* () {
    try {
      for (let next = await first; next.done !== true; next = await events.next()) yield next.value;
    } finally {
      await events.return();
    }
  })();
}

async function* followEventsOf(
  { address, signal }: RunOnServerOptions,
  wanted: { readonly runId?: string; readonly after?: number },
  onOpen: () => void = () => undefined,
): AsyncGenerator<ServerEvent, void, undefined> {
  const giveUp = new AbortController();
  let failures = 0;
  try {
    yield* followEvents({
      ...wanted,
      baseUrl: address.url,
      ...(address.token !== undefined && { token: address.token }),
      signal: AbortSignal.any([signal, giveUp.signal]),
      onState(state) {
        if (state.status === "open") {
          failures = 0;
          onOpen();
        }
        if (state.status === "waiting" && ++failures >= attempts)
          giveUp.abort(createLostError(address.url, state.error));
      },
    });
  } catch (error) {
    if (!(error instanceof FollowError)) throw error;
    throw new ServerError(`The server at ${address.url} does not tell how its run goes: ${error.message}`, {
      cause: error,
    });
  }
}

/** Cancels a run as well as can be: whoever interrupts the demo is not kept by a server that does not answer. */
async function cancel(runId: string, { client }: RunOnServerOptions): Promise<void> {
  const bound = new AbortController();
  const init = { signal: bound.signal };
  await Promise.race([
    client.api.runs[":id"].$delete({ param: { id: runId } }, { init }).catch(() => undefined),
    delay(systemRuntime, patienceMs, bound.signal).catch(() => undefined),
  ]);
  bound.abort();
}

/** A plan as it is sent. */
export function toBody(plan: Plan, budget?: RunBody["budget"]): RunBody {
  return { plan, ...(budget !== undefined && { budget }) } as RunBody;
}
