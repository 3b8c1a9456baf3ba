import { createLostError, createUnreachableError, ServerError } from "./server-error.ts";

/** Where answers come from, and what was sent to get them. */
export interface ServerAddress {
  readonly url: string;
  readonly token: string | undefined;
}

/** The parts of a `fetch` response, and of a typed one, that are read. */
interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  json(): Promise<unknown>;
}

type Body<Given> = Given extends { json(): Promise<infer Read> } ? Read : never;
/** What a response says when it is no problem: those have a `code`. */
export type Success<Given> = Exclude<Body<Given>, { readonly code: unknown; readonly title: unknown }>;

/**
 * Waits for an answer of the server and reads it; every other end is a `ServerError` that says which server, what
 * happened and what to do. Rejects with the signal's reason when it has aborted. `isFirst`: nothing has answered before.
 */
export async function readAnswer<Given extends Answer>(
  { url, token }: ServerAddress,
  asking: Promise<Given>,
  { signal, isFirst = false }: { readonly signal: AbortSignal; readonly isFirst?: boolean },
): Promise<Success<Given>> {
  let response: Given;
  try {
    response = await asking;
  } catch (error) {
    signal.throwIfAborted();
    throw isFirst ? createUnreachableError(url, error) : createLostError(url, error);
  }
  const type = response.headers.get("content-type") ?? "";
  const isProblem = type.startsWith("application/problem+json");
  const isJson = isProblem || type.startsWith("application/json");
  const body = isJson ? await response.json().catch(() => undefined) : undefined;
  signal.throwIfAborted();
  if (response.status === 401) throw new ServerError(describeUnauthorized(url, token));
  if (isProblem) {
    const detail = (body as { readonly detail?: unknown } | undefined)?.detail;
    throw new ServerError(`The server at ${url} refuses: ${String(detail ?? response.status)}`);
  }
  if (!response.ok || typeof body !== "object" || body === null) throw createForeignError(url, response);
  return body as Success<Given>;
}

/** Says that what answers is something else than a Convoke server. */
function createForeignError(
  url: string,
  { status, headers }: Pick<Answer, "status" | "headers">,
): ServerError {
  const type = headers.get("content-type") ?? "no content type";
  return new ServerError(
    `What answers at ${url} is no Convoke server (status ${status}, ${type}): give --server the address that pnpm serve prints.`,
  );
}

function describeUnauthorized(url: string, token: string | undefined): string {
  return token === undefined
    ? `The server at ${url} wants a token: set CONVOKE_TOKEN to the one that it was started with.`
    : `The server at ${url} refuses the token in CONVOKE_TOKEN: set it to the one that the server was started with.`;
}
