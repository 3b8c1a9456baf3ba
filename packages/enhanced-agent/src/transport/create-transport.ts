import type { ActionDefinition } from "../action/action-definition.ts";
import { createTextTransport } from "./text-transport.ts";
import { createToolTransport } from "./tool-transport.ts";
import type { Transport, TransportKind } from "./transport.ts";

/** What a transport is made of. */
export interface TransportOptions {
  readonly definitions: readonly ActionDefinition[];
  /** The marker of the run's fences: what stands within them is inert, also when a model repeats it. */
  readonly marker: string;
}

/** The transport of a kind; both read equal actions out of what a model writes. */
export function createTransport(kind: TransportKind, options: TransportOptions): Transport {
  return kind === "text" ? createTextTransport(options) : createToolTransport(options);
}
