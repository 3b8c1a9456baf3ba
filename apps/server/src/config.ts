import { z } from "zod";

/** Everything that can be set about the server, with its defaults filled in. */
export interface Configuration {
  /** @default "127.0.0.1" */
  readonly host: string;
  /** 0 takes any that is free. @default 4680 */
  readonly port: number;
  /** What callers have to present as `Authorization: Bearer …`; without it nobody is asked. */
  readonly token: string | undefined;
  /** Names by which the server may be addressed beside its own. */
  readonly allowedHosts: readonly string[];
  /** The folder of its files; `undefined` keeps everything in memory. */
  readonly dataFolder: string | undefined;
  /** Packages or files that export `agents`. */
  readonly plugIns: readonly string[];
  readonly maxRuns: number;
  readonly maxSubscribers: number;
  /** Requests a second from one address; 0 sets no limit. */
  readonly rateLimit: number;
  readonly maxBodyBytes: number;
  /** Settled tasks that are kept, in whole runs. */
  readonly maxSettledTasks: number;
  /** How long a shutdown may take. */
  readonly shutdownMs: number;
  readonly logLevel: string;
}

const whole = (fallback: number) => z.coerce.number().int().nonnegative().default(fallback);

const environmentSchema = z.object({
  CONVOKE_HOST: z.string().default("127.0.0.1"),
  CONVOKE_PORT: whole(4680),
  CONVOKE_TOKEN: z.string().optional(),
  CONVOKE_ALLOWED_HOSTS: z.string().default(""),
  CONVOKE_DATA: z.string().default(".convoke"),
  CONVOKE_PLUGINS: z.string().default(""),
  CONVOKE_MAX_RUNS: whole(1_000),
  CONVOKE_MAX_SUBSCRIBERS: whole(2_000),
  CONVOKE_RATE_LIMIT: whole(1_000),
  CONVOKE_MAX_BODY_BYTES: whole(1_048_576),
  CONVOKE_MAX_SETTLED_TASKS: whole(10_000),
  CONVOKE_SHUTDOWN_MS: whole(10_000),
  CONVOKE_LOG_LEVEL: z.string().default("info"),
});

/** Reads the configuration from environment variables; an empty one counts as missing. */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const values = environmentSchema.parse(given);
  return {
    host: values.CONVOKE_HOST,
    port: values.CONVOKE_PORT,
    token: values.CONVOKE_TOKEN,
    allowedHosts: splitList(values.CONVOKE_ALLOWED_HOSTS),
    dataFolder: values.CONVOKE_DATA === "memory" ? undefined : values.CONVOKE_DATA,
    plugIns: splitList(values.CONVOKE_PLUGINS),
    maxRuns: values.CONVOKE_MAX_RUNS,
    maxSubscribers: values.CONVOKE_MAX_SUBSCRIBERS,
    rateLimit: values.CONVOKE_RATE_LIMIT,
    maxBodyBytes: values.CONVOKE_MAX_BODY_BYTES,
    maxSettledTasks: values.CONVOKE_MAX_SETTLED_TASKS,
    shutdownMs: values.CONVOKE_SHUTDOWN_MS,
    logLevel: values.CONVOKE_LOG_LEVEL,
  };
}

function splitList(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
