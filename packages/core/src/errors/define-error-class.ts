import type { ErrorCode } from "./error-code.ts";
import { OrchestrationError, type OrchestrationErrorOptions } from "./orchestration-error.ts";

/** An error of one package: an `OrchestrationError` with a `reason` of that package's closed list. */
export interface ReasonedError<Reason extends string> extends OrchestrationError {
  readonly reason: Reason;
}

/** The class of such errors. */
export interface ReasonedErrorClass<Reason extends string> {
  new (reason: Reason, message: string, options?: OrchestrationErrorOptions): ReasonedError<Reason>;
  /** True for errors of this class, whichever installed copy made them. */
  is(value: unknown): value is ReasonedError<Reason>;
}

/**
 * Makes the error class of a package out of its reasons, each with the code that a task's failure carries. The reason is in
 * `details.reason` too, so that it also survives where only records are left.
 *
 * @example
 * const codes = { no_paper: ErrorCode.AGENT_FAILED, bad_format: ErrorCode.INVALID_INPUT } as const;
 * export class PrinterError extends defineErrorClass("PrinterError", codes) {}
 * throw new PrinterError("no_paper", "Tray 2 is empty: fill it", { details: { tray: 2 } });
 */
export function defineErrorClass<Reason extends string>(
  name: string,
  codes: Readonly<Record<Reason, ErrorCode>>,
): ReasonedErrorClass<Reason> {
  const brand = Symbol.for(`convoke.${name}`);

  return class extends OrchestrationError {
    readonly reason: Reason;

    constructor(reason: Reason, message: string, { cause, details }: OrchestrationErrorOptions = {}) {
      super(codes[reason], message, {
        ...(cause !== undefined && { cause }),
        details: { ...details, reason },
      });
      this.name = name;
      this.reason = reason;
      Object.defineProperty(this, brand, { value: true });
    }

    static override is(value: unknown): value is ReasonedError<Reason> {
      return OrchestrationError.is(value) && (value as unknown as Record<symbol, unknown>)[brand] === true;
    }
  };
}
