import type { CoordinatorMessage, WorkerMessage } from "./messages.ts";

/** Whether something that came to the inbox of a coordinator can be acted upon: anybody with access to Redis can write there. */
export function isWorkerMessage(value: unknown): value is WorkerMessage {
  if (!isObject(value) || typeof value.attemptId !== "string") return false;
  if (value.kind === "lost" || value.kind === "void") return true;
  if (!Number.isSafeInteger(value.delivery)) return false;
  switch (value.kind) {
    case "started":
      return typeof value.worker === "string" && (value.again === undefined || isOpenCalls(value.again));
    case "report":
      return isObject(value.progress);
    case "call":
      return Number.isSafeInteger(value.call);
    case "ended":
      return isObject(value.outcome);
    default:
      return false;
  }
}

/** Whether something that came to the inbox of a worker can be acted upon. */
export function isCoordinatorMessage(value: unknown): value is CoordinatorMessage {
  if (!isObject(value) || typeof value.attemptId !== "string") return false;
  if (value.kind === "abort") return isObject(value.reason);
  if (!Number.isSafeInteger(value.call)) return false;
  return value.kind === "repeat" || (value.kind === "answer" && isObject(value.outcome));
}

function isOpenCalls(value: unknown): boolean {
  return isObject(value) && Number.isSafeInteger(value.last) && Array.isArray(value.open);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
