/** The progress data of agents that ship, in words; `undefined` for what is no news to a reader. */
export function describeProgress(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null || !("type" in data)) return undefined;
  const event = data as Readonly<Record<string, unknown>>;
  const action = typeof event["action"] === "string" ? event["action"] : "an action";
  switch (event["type"]) {
    case "state-entered":
      return `Enters ${String(event["state"])}`;
    case "planned":
      return "Has a plan";
    case "action-performed":
      return `Performed ${action}`;
    case "action-refused":
      return `${action} was refused: ${String(event["message"])}`;
    case "approval-pending":
      return `Asks whether it may perform ${action}`;
    case "approval-given":
      return `May perform ${action}`;
    case "approval-denied":
      return `May not perform ${action}`;
    case "delegation-settled":
      return describeDelegation(event["delegation"]);
    case "answer-checked":
      return event["passed"] === true ? "The answer passed its checks" : "The answer failed a check";
    case "lesson-kept":
      return `Keeps a lesson: ${String(event["lesson"])}`;
    default:
      return undefined;
  }
}

function describeDelegation(value: unknown): string {
  const { agentType, task, status } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return `${String(agentType)} ${status === "completed" ? "has done" : `has ${String(status)}`}: ${String(task)}`;
}
