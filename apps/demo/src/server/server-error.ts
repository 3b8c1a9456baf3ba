/** What a server refused, or how it was lost, in one sentence for the person at the keyboard. */
export class ServerError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ServerError";
  }
}

/** Says that nobody answers at an address. */
export function createUnreachableError(url: string, error: unknown): ServerError {
  return new ServerError(
    `No server answers at ${url} (${describeCause(error)}): start one with pnpm serve, or give its address to --server.`,
    { cause: error },
  );
}

/** Says that a server that answered before does not do so any more. */
export function createLostError(url: string, error: unknown): ServerError {
  return new ServerError(
    `The server at ${url} does not answer any more (${describeCause(error)}): a server that keeps its runs goes on with them when it is started again.`,
    { cause: error },
  );
}

/** `fetch` hides in its cause what happened, such as `connect ECONNREFUSED 127.0.0.1:4680`. */
function describeCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof AggregateError && cause.errors.length > 0) return describeCause(cause.errors[0]);
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}
