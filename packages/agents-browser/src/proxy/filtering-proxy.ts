import type { Runtime } from "@convoke/core";
import type { CheckedPolicy } from "../policy/browser-policy.ts";

/** What was refused, and why; `target` is an origin or `host:port`. */
export interface RefusedTraffic {
  readonly target: string;
  readonly reason: "outside_policy" | "private_address" | "unreachable" | "limit_exceeded" | "malformed";
  readonly problem: string;
}

/** What went through for one run. */
export interface Traffic {
  readonly requests: number;
  /** Received and sent. */
  readonly bytes: number;
  /** The latest 100. */
  readonly refused: readonly RefusedTraffic[];
  readonly refusals: number;
}

/** One run's way out: a port of its own on 127.0.0.1. */
export interface ProxyLane {
  /** Such as `http://127.0.0.1:40123`, for the context's proxy. */
  readonly server: string;
  readonly traffic: Traffic;
  /** Aborts, with a `BrowserError`, when the run used up its bytes or requests. */
  readonly exhausted: AbortSignal;
  /** Ends every connection of the run; nothing that comes later goes out. */
  close(): Promise<void>;
}

/** The only way out of a browser: http, https by CONNECT, and WebSockets by CONNECT. */
export interface FilteringProxy {
  /** For the browser's launch: what belongs to no run is refused there. */
  readonly server: string;
  /** What was refused there. */
  readonly unowned: Traffic;
  openLane(): Promise<ProxyLane>;
  close(): Promise<void>;
}

/** Resolves a name to addresses; for tests and for resolvers of one's own. */
export type ResolveName = (name: string) => Promise<readonly string[]>;

/** How to make one. */
export interface FilteringProxyOptions {
  readonly policy: CheckedPolicy;
  /** Asked for every request; the addresses are checked all the same. @default the system's resolver */
  readonly resolve?: ResolveName;
  /** @default the system's */
  readonly runtime?: Runtime;
  /** Milliseconds without a byte in either direction after which a connection ends. @default 300,000 */
  readonly idleMs?: number;
}
