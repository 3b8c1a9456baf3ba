import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";

/** Throws `invalid_argument` for what an orchestrator cannot be made with. */
export function refuseOption(problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `new Orchestrator: ${problem}`);
}
