/** The closed list of reasons for which Convoke refuses, stops or fails something. */
export const ErrorCode = {
  /** The API was called with something it cannot accept. */
  INVALID_ARGUMENT: "invalid_argument",
  /** An agent of that type and name is registered already. */
  DUPLICATE_AGENT: "duplicate_agent",
  /** Two tasks of one plan carry the same id, or a run of another strategy has it already. */
  DUPLICATE_TASK: "duplicate_task",
  /** No agent of that type, name or capability is registered, or a function that a stored plan names is not. */
  NOT_REGISTERED: "not_registered",
  /** Agents exist, but none of them can take a task now or later. */
  AGENT_UNAVAILABLE: "agent_unavailable",
  /** An executor threw or rejected. */
  AGENT_FAILED: "agent_failed",
  /** An input does not fit the agent's schema, or could not be computed. */
  INVALID_INPUT: "invalid_input",
  /** A result does not fit the agent's schema. */
  INVALID_OUTPUT: "invalid_output",
  /** `timeoutMs` or `attemptTimeoutMs` passed. */
  TIMEOUT: "timeout",
  /** Somebody cancelled the task or its run. */
  CANCELLED: "cancelled",
  /** A step was not run because an earlier one stopped the run. */
  SKIPPED: "skipped",
  /** A budget has no room for what was asked. */
  BUDGET_EXCEEDED: "budget_exceeded",
  /** A `fromTask` reference points at a failed task or at nothing. */
  UNRESOLVED_REFERENCE: "unresolved_reference",
  /** A task that this one depends on did not complete. */
  DEPENDENCY_FAILED: "dependency_failed",
  /** `dependsOn` names a task that the plan does not hold. */
  UNKNOWN_DEPENDENCY: "unknown_dependency",
  /** Tasks of a plan wait for one another. */
  CYCLE: "cycle",
  /** Fewer subtasks completed than `onFailure.quorum` asks for. */
  QUORUM_NOT_REACHED: "quorum_not_reached",
  /** A key was used before for another task. */
  NON_DETERMINISTIC: "non_deterministic",
  /** A value cannot be written as JSON. */
  NOT_SERIALIZABLE: "not_serializable",
  /** Another process took over the run, or another worker the attempt. */
  LEASE_LOST: "lease_lost",
  /** A run was taken up again and again, and each time its process died before it had come any further. */
  CRASH_LOOP: "crash_loop",
  /** The workers that had an attempt died or fell silent, one after another. */
  WORKER_LOST: "worker_lost",
  /** The store could not read or write. */
  STORE_FAILED: "store_failed",
  /** What was asked has been closed: the orchestrator, its store, its engine, a worker. */
  CLOSED: "closed",
} as const;

export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];
