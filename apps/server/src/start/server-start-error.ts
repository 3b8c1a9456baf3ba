import { describeThrown, OrchestrationError } from "@convoke/core";

/** Why a server does not start, and the code that its process exits with. */
export const startProblems = {
  /** A setting, or the configuration file, cannot be used. */
  configuration: 2,
  /** The address cannot be listened on. */
  address: 3,
  /** The data folder cannot be used. */
  data: 4,
  /** An agent that ships cannot be made. */
  agents: 5,
} as const;

export type StartProblem = keyof typeof startProblems;

/** A server that does not start; its message says why and what to do, and needs no stack. */
export class ServerStartError extends Error {
  readonly problem: StartProblem;
  readonly exitCode: number;
  constructor(problem: StartProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ServerStartError";
    this.problem = problem;
    this.exitCode = startProblems[problem];
  }
}

/** What the system says when an address cannot be listened on. */
const addressProblems: Readonly<Record<string, string>> = {
  EADDRINUSE:
    "another program listens there: end it, or set CONVOKE_PORT to another port, or to 0 for any that is free",
  EADDRNOTAVAIL: "this machine has no such address: set CONVOKE_HOST to one of its own, or leave it out",
  EACCES: "this user may not: set CONVOKE_PORT to a port from 1024",
  ENOTFOUND: "no address is known by that name: set CONVOKE_HOST to an address, or leave it out",
  EAI_AGAIN: "the name cannot be looked up: set CONVOKE_HOST to an address, or leave it out",
};

/** The error for an address that cannot be listened on. */
export function explainAddress(error: unknown, host: string, port: number): ServerStartError {
  const { code } = error as { readonly code?: unknown };
  const reason = addressProblems[String(code)] ?? describeThrown(error);
  return new ServerStartError("address", `The server cannot listen on ${host}:${port}: ${reason}.`, error);
}

/** The error for a data folder that cannot be used. */
export function explainData(error: unknown, folder: string): ServerStartError {
  const isOwned = OrchestrationError.is(error) && error.details["problem"] === "owned";
  const message = isOwned
    ? `Another server is running on the data folder ${folder}: end it, or set CONVOKE_DATA to another folder.`
    : `The data folder ${folder}, which CONVOKE_DATA names, cannot be used. ${describeThrown(error)}`;
  return new ServerStartError("data", message, error);
}
