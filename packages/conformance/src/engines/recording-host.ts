import {
  ErrorCode,
  OrchestrationError,
  type AgentDescriptor,
  type AgentQuery,
  type Amount,
  type AttemptHost,
  type AttemptRequest,
  type Progress,
  type Task,
  type TaskSpec,
  type Ticket,
} from "@convoke/core";

/** How a recording host answers; what is left out answers plainly. */
export interface RecordingHostOptions {
  readonly request: AttemptRequest;
  readonly previous?: readonly Task[];
  /** Steps that are remembered already. */
  readonly steps?: Readonly<Record<string, unknown>>;
  /** Answers to `waitFor`, by key. */
  readonly answers?: Readonly<Record<string, unknown>>;
  /** Who is registered. */
  readonly agents?: readonly AgentDescriptor[];
  /** Leaves `waitFor` without an answer until the attempt is aborted. */
  readonly isSilent?: boolean;
  /** Rejects the calls of this name, as a host does that refuses. */
  readonly refuses?: "delegate" | "reserve" | "remember";
}

/** A host for one attempt that answers at once and writes down what it was asked. */
export interface RecordingHost extends AttemptHost {
  readonly reports: readonly Progress[];
  readonly delegated: readonly TaskSpec[];
  readonly queries: readonly AgentQuery[];
  /** The keys that were waited for. */
  readonly waits: readonly string[];
  readonly remembered: ReadonlyMap<string, unknown>;
  readonly reserved: readonly Amount[];
  readonly settled: readonly { readonly ticketId: string; readonly actual: Amount }[];
  abort(reason: Error): void;
}

/** Creates the orchestrator's side of one attempt, for a case. */
export function createRecordingHost(options: RecordingHostOptions): RecordingHost {
  const {
    request,
    previous = [],
    steps = {},
    answers = {},
    agents = [],
    isSilent = false,
    refuses,
  } = options;
  const controller = new AbortController();
  const reports: Progress[] = [];
  const delegated: TaskSpec[] = [];
  const queries: AgentQuery[] = [];
  const waits: string[] = [];
  const remembered = new Map(Object.entries(steps));
  const reserved: Amount[] = [];
  const settled: { ticketId: string; actual: Amount }[] = [];

  function refuseWhenAsked(call: RecordingHostOptions["refuses"]): void {
    if (call !== refuses) return;
    throw new OrchestrationError(ErrorCode.BUDGET_EXCEEDED, `no room for ${call}`, { details: { call } });
  }

  return {
    request,
    previous,
    signal: controller.signal,
    reports,
    delegated,
    queries,
    waits,
    remembered,
    reserved,
    settled,
    abort: (reason) => controller.abort(reason),
    report(progress) {
      reports.push(progress);
    },
    async delegate(spec) {
      refuseWhenAsked("delegate");
      delegated.push(spec);
      return createChild(request.taskId, spec);
    },
    async findAgents(query) {
      queries.push(query);
      return agents;
    },
    async recall(key) {
      return remembered.has(key) ? { value: remembered.get(key) } : undefined;
    },
    async remember(key, value) {
      refuseWhenAsked("remember");
      remembered.set(key, value);
    },
    async waitFor(key) {
      waits.push(key);
      if (!isSilent) return answers[key];
      const { signal } = controller;
      return new Promise((_resolve, reject) => {
        if (signal.aborted) reject(signal.reason);
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    },
    async reserve(amount): Promise<Ticket> {
      refuseWhenAsked("reserve");
      reserved.push(amount);
      return { ticketId: `${request.taskId}-ticket-${reserved.length}`, amount };
    },
    async settle({ ticketId }, actual) {
      settled.push({ ticketId, actual });
    },
  };
}

function createChild(
  parentId: string,
  { agentType = "", description, input, key = "child" }: TaskSpec,
): Task {
  return {
    taskId: `${parentId}/${key}`,
    runId: parentId.split("/")[0],
    parentId,
    agentType,
    description,
    input,
    status: "completed",
    result: `child of ${parentId}: ${description}`,
    attempts: 1,
    createdAt: 0,
  };
}
