import type { Problem } from "../../api/problem.ts";
import { createClient } from "../../client.ts";
import { askForToken, readToken } from "./token.ts";

/** `fetch` with the token of this tab, if there is one; an answer 401 brings up the page that asks for it. */
export const authorizedFetch: typeof fetch = async (input, init) => {
  const headers = new Headers(init?.headers);
  const token = readToken();
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  const response = await fetch(input, { ...init, headers });
  // The answer to a request that left before the reader has signed in says nothing of the token that there is now.
  if (response.status === 401 && readToken() === token) askForToken();
  return response;
};

/** The client of the server that this page came from. */
export const client = createClient(window.location.origin, { fetch: authorizedFetch });

/** A refusal of the server, in its own words. */
export class RequestError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  json(): Promise<unknown>;
}

type Accepted<Given> = Given extends { readonly status: 200 | 202; json(): Promise<infer Body> }
  ? Body
  : never;

/** The body of an answer; rejects with a `RequestError` for a refusal, and with an `Error` when there is no answer. */
export async function read<Given extends Answer>(answering: Promise<Given>): Promise<Accepted<Given>> {
  const answer = await answering.catch((error: Error) => {
    if (error.name === "AbortError") throw error;
    throw new Error("The server does not answer. This page goes on as soon as it does.", { cause: error });
  });
  const body = await answer.json().catch(() => undefined);
  if (answer.ok) return body as Accepted<Given>;
  if (isProblem(body)) throw new RequestError(body);
  throw new Error(`The server answered ${answer.status} without saying why.`);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "detail" in body && "code" in body;
}
