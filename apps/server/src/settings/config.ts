import { isLoopback } from "../http/loopback.ts";
import { describeSetting, type Setting, settings } from "./settings.ts";
import { nearestName } from "@convoke/core";

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
  /** Actions of the main agent for which people are asked; `side-effects` stands for those that have some. */
  readonly approvals: readonly string[];
  /** Runs under way at once. */
  readonly maxRuns: number;
  /** Event streams that are open at once. */
  readonly maxSubscribers: number;
  /** Requests a second from one address; 0 sets no limit. */
  readonly rateLimit: number;
  readonly maxBodyBytes: number;
  /** Settled tasks that are kept, in whole runs. */
  readonly maxSettledTasks: number;
  /** How long a shutdown may take. */
  readonly shutdownMs: number;
  /** Of pino; `silent` logs nothing. */
  readonly logLevel: string;
}

/** What is wrong with the configuration, all of it. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      problems.length === 1
        ? problems[0]
        : `${problems.length} settings cannot be used:\n${problems.map((problem) => `- ${problem}`).join("\n")}`,
    );
    this.name = "ConfigurationError";
    this.problems = problems;
  }
}

/**
 * Reads the configuration from environment variables, and from the values of a configuration file where those say nothing; an empty
 * variable counts as missing. Throws `ConfigurationError` with everything that is wrong; it never shows a secret.
 *
 * @example
 * readConfiguration({ CONVOKE_PORT: "0", CONVOKE_DATA: "memory" }).port; // 0
 */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  file: Readonly<Record<string, unknown>> = {},
): Configuration {
  const problems: string[] = [];
  const values = Object.fromEntries(
    Object.entries(settings).map(([field, setting]) => {
      const text = environment[setting.variable]?.trim();
      const isSet = text !== undefined && text !== "";
      if (!isSet && file[field] === undefined) return [field, setting.fallback];
      const where = isSet ? setting.variable : `"${field}" of the configuration file`;
      const given = isSet ? readText(text, setting) : file[field];
      const read = setting.schema.safeParse(given);
      if (!read.success) problems.push(describeSetting(where, isSet ? text : given, setting));
      return [field, read.success ? read.data : setting.fallback];
    }),
  ) as { -readonly [Field in keyof Configuration]: Configuration[Field] };
  problems.push(...findMistypedNames(environment));
  if (!isLoopback(values.host) && values.token === undefined)
    problems.push(
      `The server is to listen on ${values.host}, where others can reach it: set CONVOKE_TOKEN to a secret of 16 characters or more, or leave CONVOKE_HOST out.`,
    );
  if (problems.length > 0) throw new ConfigurationError(problems);
  if (values.dataFolder === "memory") values.dataFolder = undefined;
  return values;
}

function readText(text: string, { form }: Setting): unknown {
  if (form === "number") return /^\d+$/.test(text) ? Number(text) : text;
  if (form === "text") return text;
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** A misspelt variable would leave its default in place, be it the token. */
function findMistypedNames(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const variables = Object.values(settings).map(({ variable }) => variable);
  return Object.keys(environment)
    .filter((name) => name.startsWith("CONVOKE_") && !variables.includes(name))
    .flatMap((name) => {
      const meant = nearestName(name, variables);
      return meant === undefined ? [] : [`${name} is no setting: did you mean ${meant}?`];
    });
}
