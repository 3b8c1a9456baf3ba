import { type DestinationStream, type Logger, pino } from "pino";
import { createRedactor } from "./redact.ts";

export interface LoggerOptions {
  readonly level: string;
  /** Values that must never be seen, such as the server's token. */
  readonly secrets?: readonly (string | undefined)[];
  /** @default the standard error of the process */
  readonly destination?: DestinationStream;
}

/** Makes the log of the server: one JSON object a line, from which secrets are taken out whatever they are part of. */
export function createLogger({ level, secrets = [], destination }: LoggerOptions): Logger {
  return pino(
    { level, base: null, hooks: { streamWrite: createRedactor(secrets) } },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}
