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
 * A client of the server whose calls and answers have types, inferred from the server's routes.
 *
 * @example
 * const client = createClient("http://127.0.0.1:4680");
 * const response = await client.api.tasks.$post({ json: { agentType: "knowledge", description: "Research React" } });
 */
export function createClient(baseUrl: string, { token, fetch = globalThis.fetch }: ClientOptions = {}) {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return hc<App>(baseUrl, { headers, fetch });
}
