import { ErrorCode, OrchestrationError, type Runtime, systemRuntime } from "@convoke/core";
import { type BrowserChannel, browserChannels } from "./channel-places.ts";

/** Which browser to use, and how many runs it serves. */
export interface BrowserPoolOptions {
  /** The program of a Chromium, Chrome or Edge. @default looked for, see `findBrowser` */
  readonly executablePath?: string;
  /** A branded browser in place of whichever is found. */
  readonly channel?: BrowserChannel;
  /** @default true */
  readonly headless?: boolean;
  /**
   * Whether Chromium isolates its renderers from the system. By default wherever it can: not as root, and not where the
   * system forbids it. With `true` the browser does not start in such places.
   */
  readonly sandbox?: boolean;
  /** Runs at once; the others wait in line. @default 4 */
  readonly maxRuns?: number;
  /** Runs after which a browser is replaced. @default 50 */
  readonly recycleAfterRuns?: number;
  /** Milliseconds after which a browser without a run is ended. @default 30,000 */
  readonly idleMs?: number;
  /** Milliseconds that the browser may take to start. @default 30,000 */
  readonly launchTimeoutMs?: number;
  /** Where `CHROMIUM_PATH` and `PATH` are read; little of it reaches the browser. @default process.env */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** @default systemRuntime */
  readonly runtime?: Runtime;
}

/** Options with every default in place. */
export type CheckedPoolOptions = Required<
  Omit<BrowserPoolOptions, "executablePath" | "channel" | "sandbox">
> &
  Pick<BrowserPoolOptions, "executablePath" | "channel" | "sandbox">;

const optionNames = [
  "executablePath",
  "channel",
  "headless",
  "sandbox",
  "maxRuns",
  "recycleAfterRuns",
  "idleMs",
  "launchTimeoutMs",
  "environment",
  "runtime",
] as const satisfies readonly (keyof BrowserPoolOptions)[];

const show = (value: unknown): string => {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 100);
  } catch {
    return typeof value;
  }
};

const createRefusal = (option: string, value: unknown, needed: string): OrchestrationError =>
  new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${option} is ${show(value)}; it must be ${needed}.`, {
    details: { option },
  });

function requireCount(option: string, value: unknown, least: number, most: number): void {
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most) return;
  throw createRefusal(option, value, `a whole number from ${least} to ${most}`);
}

function requireOptional(option: string, value: unknown, type: "string" | "boolean"): void {
  if (value === undefined || (typeof value === type && value !== "")) return;
  throw createRefusal(option, value, type === "string" ? "a text that is not empty" : "true or false");
}

/** Fills in the defaults. Throws `invalid_argument` for unknown options and for values that cannot be meant. */
export function checkPoolOptions(options: BrowserPoolOptions): CheckedPoolOptions {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw createRefusal("options", options, `an object of ${optionNames.join(", ")}`);
  }
  const unknown = Object.keys(options).find((name) => !(optionNames as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `There is no option "${unknown.slice(0, 100)}" of a browser; what can be set is ${optionNames.join(", ")}.`,
      { details: { option: unknown } },
    );
  }
  const checked = {
    ...options,
    headless: options.headless ?? true,
    maxRuns: options.maxRuns ?? 4,
    recycleAfterRuns: options.recycleAfterRuns ?? 50,
    idleMs: options.idleMs ?? 30_000,
    launchTimeoutMs: options.launchTimeoutMs ?? 30_000,
    environment: options.environment ?? process.env,
    runtime: options.runtime ?? systemRuntime,
  };
  requireOptional("executablePath", checked.executablePath, "string");
  requireOptional("headless", checked.headless, "boolean");
  requireOptional("sandbox", checked.sandbox, "boolean");
  if (checked.channel !== undefined && !browserChannels.includes(checked.channel)) {
    throw createRefusal("channel", checked.channel, `one of ${browserChannels.join(", ")}`);
  }
  requireCount("maxRuns", checked.maxRuns, 1, 100);
  requireCount("recycleAfterRuns", checked.recycleAfterRuns, 1, 1_000_000);
  requireCount("idleMs", checked.idleMs, 0, 86_400_000);
  requireCount("launchTimeoutMs", checked.launchTimeoutMs, 1, 600_000);
  return checked;
}
