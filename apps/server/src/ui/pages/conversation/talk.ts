import type { Approval } from "../../../api/approval.ts";
import type { BriefEvent } from "../../../api/event.ts";
import type { RunDetail } from "../../../api/run.ts";
import type { TaskDetail } from "../../../api/task.ts";
import { followEvents } from "../../../follow-events.ts";
import { authorizedFetch, client, read, RequestError } from "../../api/connection.ts";
import type { TurnFailure } from "./turn.ts";

/** What a conversation asks of the server. */
export interface Talk {
  /** The id of the run that was started. */
  start(message: { prompt: string; sessionId: string; idempotencyKey: string }): Promise<string>;
  run(runId: string, signal: AbortSignal): Promise<RunDetail>;
  task(taskId: string, signal: AbortSignal): Promise<TaskDetail>;
  approvals(signal: AbortSignal): Promise<readonly Approval[]>;
  /** Over as many connections as it takes; resolves when the run has ended. */
  follow(
    runId: string,
    after: number,
    signal: AbortSignal,
    onEvent: (event: BriefEvent) => void,
  ): Promise<void>;
  cancel(runId: string): Promise<void>;
  answer(taskId: string, key: string, approved: boolean): Promise<void>;
  /** Whether an error says that the server does not know the run. */
  isMissing(error: unknown): boolean;
  describe(error: unknown): TurnFailure;
}

/** The server that this page came from. */
export const serverTalk: Talk = {
  async start({ prompt, sessionId, idempotencyKey }) {
    const started = await read(
      client.api.runs.$post({
        json: { prompt, sessionId },
        header: { "idempotency-key": idempotencyKey },
      }),
    );
    return started.runId;
  },
  run: (id, signal) => read(client.api.runs[":id"].$get({ param: { id } }, { init: { signal } })),
  task: async (id, signal) =>
    (await read(
      client.api.tasks[":id"].$get({ param: { id: encodeURIComponent(id) } }, { init: { signal } }),
    )) as TaskDetail,
  approvals: async (signal) => (await read(client.api.approvals.$get({}, { init: { signal } }))).items,
  async follow(runId, after, signal, onEvent) {
    const options = { baseUrl: window.location.origin, fetch: authorizedFetch, brief: true } as const;
    for await (const event of followEvents({ ...options, runId, after, signal })) onEvent(event);
  },
  async cancel(id) {
    await read(client.api.runs[":id"].$delete({ param: { id } }));
  },
  async answer(taskId, key, approved) {
    await read(client.api.approvals.$post({ header: {}, json: { taskId, key, value: { approved } } }));
  },
  isMissing: (error) => error instanceof RequestError && error.problem.code === "not_found",
  describe: (error) =>
    error instanceof RequestError
      ? { code: error.problem.code, message: error.problem.detail }
      : { code: "no_answer", message: error instanceof Error ? error.message : String(error) },
};
