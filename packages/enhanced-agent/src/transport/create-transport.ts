import { createTextTransport } from "./text-transport.ts";
import { createToolTransport } from "./tool-transport.ts";
import type { Transport, TransportKind, TransportOptions } from "./transport.ts";

/** The transport of a kind; both read equal actions out of what a model writes. */
export function createTransport(kind: TransportKind, options: TransportOptions): Transport {
  return kind === "text" ? createTextTransport(options) : createToolTransport(options);
}
