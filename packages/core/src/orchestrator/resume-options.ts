import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import { refuseUnknownNames } from "../errors/unknown-names.ts";

export interface ResumeOptions {
  /** Runs to take up at most; those that are only found parked still do not count. @default all */
  readonly limit?: number;
}

/** The greatest number of runs to take up. Throws `invalid_argument` for options that cannot be kept. */
export function readLimit(options: ResumeOptions): number {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    refuse(`the options must be an object { limit }, not ${showValue(options)}`);
  refuseUnknownNames(options, ["limit"], "resume: unknown option");
  const { limit = Infinity } = options;
  if (limit === Infinity || (Number.isSafeInteger(limit) && limit >= 1)) return limit;
  return refuse(`limit ${showValue(limit)} must be a whole number from 1`);
}

function refuse(problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `resume: ${problem}`);
}
