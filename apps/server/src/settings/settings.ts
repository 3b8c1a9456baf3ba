import { z } from "zod";
import type { Configuration } from "./config.ts";

/** One setting: its variable, what it may be, and what it is when nobody says. */
export interface Setting {
  readonly variable: string;
  /** How the text of the variable is read; a list is separated by commas. */
  readonly form: "text" | "number" | "list";
  readonly schema: z.ZodType;
  /** What is allowed, in words. */
  readonly allowed: string;
  readonly fallback: unknown;
  /** Its value is never shown. */
  readonly isSecret?: boolean;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

function number(variable: string, fallback: number, least: number, most: number, what: string): Setting {
  return {
    variable,
    form: "number",
    schema: z.int().min(least).max(most),
    allowed: `a whole number from ${least} to ${most}${what && `, ${what}`}`,
    fallback,
  };
}

function list(variable: string, pattern: RegExp, allowed: string): Setting {
  const schema = z.array(z.string().max(500).regex(pattern)).max(100);
  return { variable, form: "list", schema, allowed, fallback: [] };
}

/** A name or an address, without scheme, port and path. */
const hostPattern = /^(?:\[[\da-f:.]+\]|[\da-f:.]*:[\da-f:.]+|[a-z\d](?:[a-z\d.-]{0,250}))$/i;

/** Every setting by its name in `Configuration` and in a configuration file. */
export const settings: { readonly [Field in keyof Configuration]: Setting } = {
  host: {
    variable: "CONVOKE_HOST",
    form: "text",
    schema: z.string().regex(hostPattern),
    allowed: "a name or an address without scheme and port, such as 127.0.0.1",
    fallback: "127.0.0.1",
  },
  port: number("CONVOKE_PORT", 4680, 0, 65_535, "where 0 takes any that is free"),
  token: {
    variable: "CONVOKE_TOKEN",
    form: "text",
    schema: z.string().regex(/^[\w.~+/=-]{16,1000}$/),
    allowed: "16 to 1000 letters, digits and . _ ~ + / = -",
    fallback: undefined,
    isSecret: true,
  },
  allowedHosts: list(
    "CONVOKE_ALLOWED_HOSTS",
    /^(?:\[[\da-f:.]+\]|[a-z\d][a-z\d.-]{0,250})(?::\d{1,5})?$/i,
    "names separated by commas, with a port where only that one is meant, such as convoke.example:8080",
  ),
  dataFolder: {
    variable: "CONVOKE_DATA",
    form: "text",
    schema: z
      .string()
      .min(1)
      .regex(/^[^\0]+$/),
    allowed: 'the path of a folder, or "memory" to keep nothing',
    fallback: ".convoke",
  },
  plugIns: list("CONVOKE_PLUGINS", /^[^\0]+$/, "packages or paths of modules, separated by commas"),
  approvals: list(
    "CONVOKE_APPROVALS",
    /^(?:side-effects|[\w:.-]+)$/,
    "names of actions of the main agent separated by commas, such as DELEGATE, or side-effects",
  ),
  maxRuns: number("CONVOKE_MAX_RUNS", 1_000, 1, 1_000_000, "the runs under way at once"),
  maxSubscribers: number("CONVOKE_MAX_SUBSCRIBERS", 2_000, 1, 1_000_000, "the event streams open at once"),
  rateLimit: number(
    "CONVOKE_RATE_LIMIT",
    1_000,
    0,
    1_000_000,
    "the requests a second from one address; 0 sets no limit",
  ),
  maxBodyBytes: number("CONVOKE_MAX_BODY_BYTES", 1_048_576, 1_024, 268_435_456, "the bytes of a request"),
  maxSettledTasks: number(
    "CONVOKE_MAX_SETTLED_TASKS",
    10_000,
    1,
    100_000_000,
    "the settled tasks that are kept",
  ),
  shutdownMs: number(
    "CONVOKE_SHUTDOWN_MS",
    10_000,
    100,
    3_600_000,
    "the milliseconds that a shutdown may take",
  ),
  logLevel: {
    variable: "CONVOKE_LOG_LEVEL",
    form: "text",
    schema: z.enum(logLevels),
    allowed: `one of ${logLevels.join(", ")}`,
    fallback: "info",
  },
};

/** Says what is wrong with a value; a secret is told by its length. */
export function describeSetting(
  where: string,
  value: unknown,
  { allowed, isSecret = false }: Setting,
): string {
  const shown = isSecret
    ? `a secret of ${String(value).length} characters`
    : (JSON.stringify(value) ?? String(value)).slice(0, 200);
  return `${where} is ${shown}: use ${allowed}.`;
}
