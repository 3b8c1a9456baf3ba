import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";

/** Calls a store; what it throws or rejects with comes as `store_failed`, unless it is a typed error already. */
export async function askStore<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    throw OrchestrationError.from(error, ErrorCode.STORE_FAILED);
  }
}
