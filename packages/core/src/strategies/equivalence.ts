import { ErrorCode } from "../errors/error-code.ts";
import { nearestName } from "../errors/nearest-name.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import { refuseUnknownNames } from "../errors/unknown-names.ts";
import { ignoreRejection, isPromiseLike } from "../runtime/promises.ts";
import { countTokens, measureTokenF1, normalizeText, readNumber } from "./answer-text.ts";
import { createValueKey, readData } from "./value-key.ts";

/**
 * When two answers count as the same.
 *
 * - `exact`: the same JSON text; the order of keys counts.
 * - `canonical-json`: the same data, whatever the order of keys.
 * - `text`: text that differs in case, white space and surrounding punctuation only; numbers and booleans
 *   are read as text, other data as `canonical-json`.
 * - `numeric`: numbers, or text that states one ("1,234.5", "12 %"), at most `tolerance` apart (default
 *   1e-9); other data as `canonical-json`.
 * - `token-f1`: texts whose words overlap with an F1 of at least `threshold` (default 0.8); other data as
 *   `canonical-json`.
 * - a function that says so at once, in process only.
 */
export type Equivalence =
  | "exact"
  | "canonical-json"
  | "text"
  | "numeric"
  | "token-f1"
  | { readonly type: "numeric"; readonly tolerance: number }
  | { readonly type: "token-f1"; readonly threshold: number }
  | ((left: unknown, right: unknown) => boolean);

/** An equivalence, ready to compare the answers of one vote. */
export interface ResolvedEquivalence {
  /** True when equal answers have equal keys, so that groups cannot depend on who is compared with whom. */
  readonly transitive: boolean;
  /** Present when `transitive`: equal text for equivalent answers. */
  readonly key?: (value: unknown) => string;
  readonly same: (left: unknown, right: unknown) => boolean;
}

const unknownPart = "The equivalence has an unknown option";
const names = ["exact", "canonical-json", "text", "numeric", "token-f1"] as const;

/** Makes an equivalence usable. Throws `invalid_argument` for an unknown name, a bad tolerance or threshold. */
export function resolveEquivalence(equivalence: Equivalence = "canonical-json"): ResolvedEquivalence {
  if (typeof equivalence === "function") {
    return { transitive: false, same: (left, right) => readJudgement(equivalence(left, right)) };
  }
  const options = typeof equivalence === "string" ? { type: equivalence } : equivalence;
  if (options?.type === "numeric") refuseUnknownNames(options, ["type", "tolerance"], unknownPart);
  if (options?.type === "token-f1") refuseUnknownNames(options, ["type", "threshold"], unknownPart);
  switch (options?.type) {
    case "exact":
      return compareKeys(createValueKey({ sorted: false }));
    case "canonical-json":
      return compareKeys(createValueKey());
    case "text":
      return compareKeys(createTextKey());
    case "numeric":
      return compareNumbers("tolerance" in options ? options.tolerance : 1e-9);
    case "token-f1":
      return compareTokens("threshold" in options ? options.threshold : 0.8);
    default:
      return refuseEquivalence(equivalence);
  }
}

function compareKeys(key: (value: unknown) => string): ResolvedEquivalence {
  return { transitive: true, key, same: (left, right) => key(left) === key(right) };
}

function createTextKey(): (value: unknown) => string {
  const keyOf = createValueKey();
  return (value) => {
    const text = readText(value);
    // The quotation mark in front keeps the text `[1]` apart from the list.
    return text === undefined ? keyOf(value) : `"${normalizeText(text)}`;
  };
}

function compareNumbers(tolerance: number): ResolvedEquivalence {
  if (!(Number.isFinite(tolerance) && tolerance >= 0)) {
    throw refuse(
      `The tolerance of a numeric equivalence must be a finite number, 0 or more, not ${showValue(tolerance)}`,
    );
  }
  const keyOf = createValueKey();
  // Each answer is compared with many: it is read once.
  const readings = new Map<unknown, number | string>();
  const read = (answer: unknown): number | string => {
    let reading = readings.get(answer);
    if (reading === undefined)
      readings.set(answer, (reading = readNumber(readData(answer)) ?? keyOf(answer)));
    return reading;
  };
  const same = (left: unknown, right: unknown): boolean => {
    const first = read(left);
    const second = read(right);
    if (typeof first === "number" && typeof second === "number") return Math.abs(first - second) <= tolerance;
    return first === second;
  };
  return { transitive: false, same };
}

function compareTokens(threshold: number): ResolvedEquivalence {
  if (!(typeof threshold === "number" && threshold > 0 && threshold <= 1)) {
    throw refuse(
      `The threshold of a token-f1 equivalence must be above 0 and at most 1, not ${showValue(threshold)}`,
    );
  }
  const keyOf = createValueKey();
  const counted = new Map<string, ReadonlyMap<string, number>>();
  const count = (text: string): ReadonlyMap<string, number> => {
    let counts = counted.get(text);
    if (counts === undefined) counted.set(text, (counts = countTokens(text)));
    return counts;
  };
  const same = (left: unknown, right: unknown): boolean => {
    const first = readText(left);
    const second = readText(right);
    if (first === undefined || second === undefined) return keyOf(left) === keyOf(right);
    return first === second || measureTokenF1(count(first), count(second)) >= threshold - 1e-12;
  };
  return { transitive: false, same };
}

/** A promise would count as "the same" for every pair. */
function readJudgement(judgement: unknown): boolean {
  if (typeof judgement === "boolean") return judgement;
  const isPromise = isPromiseLike(judgement);
  ignoreRejection(judgement);
  throw refuse(
    `An equivalence function must return true or false at once, not ${isPromise ? "a promise" : typeof judgement}`,
  );
}

function readText(value: unknown): string | undefined {
  const data = readData(value);
  if (typeof data === "string") return data;
  return typeof data === "number" || typeof data === "boolean" ? String(data) : undefined;
}

function refuse(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}

function refuseEquivalence(equivalence: unknown): never {
  const near = typeof equivalence === "string" ? nearestName(equivalence, names) : undefined;
  const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
  throw refuse(`equivalence must be one of ${names.join(", ")}, or a function.${hint}`);
}
