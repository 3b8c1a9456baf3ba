import {
  type ArtifactStore,
  ErrorCode,
  type LanguageModel,
  nearestName,
  OrchestrationError,
} from "@convoke/core";
import type { ModelOptions } from "./model/model-options.ts";
import type { Approve } from "./policy/approval.ts";
import type { BrowserPolicy } from "./policy/browser-policy.ts";
import type { SecretOptions } from "./policy/secrets.ts";
import type { BrowserOptions } from "./session/browser-options.ts";

/** How to make a browser agent. */
export interface BrowserAgentOptions {
  /** Unique among the browser agents of an orchestrator. @default "Browser Agent" */
  readonly name?: string;
  /** Where it may go. @default every public http and https origin */
  readonly policy?: BrowserPolicy;
  /** Which browser, and how it is run. @default the first that is found */
  readonly browser?: BrowserOptions;
  /** Where screenshots, traces and downloads go. @default in memory, the latest 100 MB */
  readonly artifacts?: ArtifactStore;
  /** What programs and goals may fill in by its name, each for its origins. */
  readonly secrets?: Readonly<Record<string, SecretOptions>>;
  /** Asked before anything is submitted, paid, deleted, uploaded, downloaded, or followed to another origin. */
  readonly approve?: Approve;
  /** Pursues goals in place of the rules, which remain for when the model is of no use. */
  readonly model?: LanguageModel;
  readonly modelOptions?: Partial<ModelOptions>;
  /** Milliseconds for an action that names none. @default 10,000 */
  readonly actionTimeoutMs?: number;
  /** Higher is preferred. @default 5 */
  readonly priority?: number;
  /** Tasks at once, each with a context of its own. @default 4 */
  readonly maxConcurrency?: number;
}

const names = Object.keys({
  name: true,
  policy: true,
  browser: true,
  artifacts: true,
  secrets: true,
  approve: true,
  model: true,
  modelOptions: true,
  actionTimeoutMs: true,
  priority: true,
  maxConcurrency: true,
} satisfies Record<keyof BrowserAgentOptions, true>);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const hasFunctions = (value: unknown, ...functions: readonly string[]): boolean =>
  isObject(value) && functions.every((name) => typeof value[name] === "function");
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 1;

/** What these options have to be; whatever is not listed is checked where it is used, at once as well. */
const kinds: readonly (readonly [keyof BrowserAgentOptions, (value: unknown) => boolean, string])[] = [
  [
    "artifacts",
    (value) => hasFunctions(value, "put", "get"),
    "an artifact store such as memoryArtifactStore()",
  ],
  ["approve", (value) => typeof value === "function", "a function that returns true for what may be done"],
  ["model", (value) => hasFunctions(value, "generate"), "a language model"],
  ["actionTimeoutMs", isCount, "a whole number of milliseconds, 1 at least"],
  ["maxConcurrency", isCount, "a whole number, 1 at least"],
];

/** Throws `invalid_argument` for options that exist nowhere or cannot be meant, saying which and what to pass. */
export function checkBrowserOptions(options: BrowserAgentOptions): void {
  if (!isObject(options)) refuse(`pass an object of ${names.join(", ")}`);
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const nearest = nearestName(name, names);
    refuse(
      `unknown option "${name}"${nearest === undefined ? `; there are ${names.join(", ")}` : `, did you mean ${nearest}?`}`,
    );
  }
  for (const [name, fits, kind] of kinds) {
    if (options[name] !== undefined && !fits(options[name])) refuse(`${name} must be ${kind}`);
  }
}

function refuse(problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `createBrowserAgent: ${problem}.`);
}
