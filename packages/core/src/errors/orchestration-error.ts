import type { ErrorCode } from "./error-code.ts";

const brand = Symbol.for("convoke.OrchestrationError");

/** What an `OrchestrationError` may carry besides its message. */
export interface OrchestrationErrorOptions {
  /** What led to the error; kept as it was thrown. */
  readonly cause?: unknown;
  /** Facts for programs: names, limits, paths. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * The one error class of Convoke: a closed `code` for programs, a message for people.
 *
 * Recognise it with `OrchestrationError.is`, which also holds when two copies of the package are installed.
 *
 * @example
 * if (OrchestrationError.is(error) && error.code === ErrorCode.DUPLICATE_AGENT) rename();
 */
export class OrchestrationError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: OrchestrationErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "OrchestrationError";
    this.code = code;
    this.details = options.details ?? {};
    Object.defineProperty(this, brand, { value: true });
  }

  /** True for errors of this class, whichever installed copy made them. */
  static is(value: unknown): value is OrchestrationError {
    return hasBrand(value);
  }

  /** Returns `value` when it is one already, else wraps it under `code` and keeps it as the cause. */
  static from(value: unknown, code: ErrorCode): OrchestrationError {
    return hasBrand(value) ? value : wrapThrown(value, code);
  }
}

// Outside of the class: one that refers to itself is renamed when it is bundled, and that name is what people see.
function wrapThrown(value: unknown, code: ErrorCode): OrchestrationError {
  return new OrchestrationError(code, describeThrown(value), { cause: value });
}

function hasBrand(value: unknown): value is OrchestrationError {
  try {
    return typeof value === "object" && value !== null && (value as Record<symbol, unknown>)[brand] === true;
  } catch {
    // A proxy may refuse to be looked at.
    return false;
  }
}

/** The message of whatever was thrown: an error's own message, else the value as text. */
export function describeThrown(value: unknown): string {
  try {
    if (value instanceof Error && typeof value.message === "string") return value.message || value.name;
    if (typeof value === "string") return value;
    if (typeof value === "object" && value !== null && "message" in value) return String(value.message);
    return `a thrown ${value === null ? "null" : typeof value}: ${String(value)}`;
  } catch {
    return "a thrown value that cannot be shown as text";
  }
}
