import { createClient } from "../../client.ts";
import type { Problem } from "../../api/problem.ts";

/** The client of the server that this page came from. */
export const client = createClient(window.location.origin);

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
  json(): Promise<unknown>;
}

type Accepted<Given> = Given extends { readonly status: 200 | 202; json(): Promise<infer Body> }
  ? Body
  : never;

/** The body of an answer; rejects with a `RequestError` for a refusal. */
export async function read<Given extends Answer>(answering: Promise<Given>): Promise<Accepted<Given>> {
  const answer = await answering;
  const body = await answer.json();
  if (answer.ok) return body as Accepted<Given>;
  throw new RequestError(body as Problem);
}
