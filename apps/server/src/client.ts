import type { Hono, Schema } from "hono";
import { hc } from "hono/client";
import type { App } from "./create-app.ts";

export { FollowError, followEvents, type FollowOptions, type FollowState } from "./follow-events.ts";

/** What every POST may bring: a key that makes it harmless to repeat, and how long to wait for the task. */
interface PostHeaders {
  readonly "idempotency-key"?: string;
  readonly prefer?: string;
}

type WithPostHeaders<Endpoint> = Endpoint extends { readonly input: infer Input }
  ? Omit<Endpoint, "input"> & { readonly input: Input & { readonly header?: PostHeaders } }
  : Endpoint;

type ClientSchema<Routes> = {
  [Path in keyof Routes]: {
    [Method in keyof Routes[Path]]: Method extends "$post"
      ? WithPostHeaders<Routes[Path][Method]>
      : Routes[Path][Method];
  };
};

/** The routes as clients see them. */
type ClientApp =
  App extends Hono<infer Env, infer Routes, infer Base>
    ? ClientSchema<Routes> extends infer Seen extends Schema
      ? Hono<Env, Seen, Base>
      : never
    : never;

/** What a client can be told. */
export interface ClientOptions {
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string;
  /** @default the platform's fetch */
  readonly fetch?: typeof fetch;
}

/**
 * A client of the server whose calls and answers have types, inferred from the server's routes. The type of an answer follows from
 * its `status`. Ids within addresses are written with `encodeURIComponent`.
 *
 * @example
 * const client = createClient("http://127.0.0.1:4680");
 * const json = { agentType: "knowledge", description: "Research React" };
 * const response = await client.api.tasks.$post({ json, header: { prefer: "wait=30" } });
 * if (response.status === 200) console.log((await response.json()).result);
 */
export function createClient(baseUrl: string, { token, fetch = globalThis.fetch }: ClientOptions = {}) {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return hc<ClientApp>(baseUrl, { headers, fetch });
}
