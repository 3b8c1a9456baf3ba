import { hc } from "hono/client";
import type { App } from "./create-app.ts";

export { FollowError, followEvents, type FollowOptions, type FollowState } from "./follow-events.ts";

/** What a client can be told. */
export interface ClientOptions {
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string;
  /** @default the platform's fetch */
  readonly fetch?: typeof fetch;
}

/**
 * A client of the server whose calls and answers have types, inferred from the server's routes. The type of an answer follows from
 * its `status`. Ids within addresses are written with `encodeURIComponent`; headers such as `prefer` and `idempotency-key` go into
 * the second argument of a call.
 *
 * @example
 * const client = createClient("http://127.0.0.1:4680");
 * const json = { agentType: "knowledge", description: "Research React" };
 * const response = await client.api.tasks.$post({ json }, { headers: { prefer: "wait=30" } });
 * if (response.status === 200) console.log((await response.json()).result);
 */
export function createClient(baseUrl: string, { token, fetch = globalThis.fetch }: ClientOptions = {}) {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return hc<App>(baseUrl, { headers, fetch });
}
