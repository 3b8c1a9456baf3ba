import type { Runtime } from "@convoke/core";
import type { ServerEvent } from "../api/event.ts";

/** How the connection stands. */
export type FollowState =
  | { readonly status: "connecting" }
  | { readonly status: "open" }
  | {
      readonly status: "waiting";
      /** When it is tried again, in milliseconds since 1970-01-01 UTC. */
      readonly retryAt: number;
      /** Why the last attempt came to nothing, or the connection broke. */
      readonly error: Error;
    };

/** Which events to follow, and from where. */
export interface FollowOptions {
  /** e.g. `http://127.0.0.1:4680`; `window.location.origin` on a page of the server. */
  readonly baseUrl: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string;
  /** Of one run, up to its end; of all runs when left out. */
  readonly runId?: string;
  /** Events after this cursor; from now on when left out. */
  readonly after?: number;
  readonly types?: readonly ServerEvent["type"][];
  /** Tasks without input and result. @default false */
  readonly brief?: boolean;
  readonly signal?: AbortSignal;
  /** @default the platform's fetch */
  readonly fetch?: typeof fetch;
  /** @default systemRuntime */
  readonly runtime?: Runtime;
  /** Told of every change of the connection. */
  readonly onState?: (state: FollowState) => void;
}
