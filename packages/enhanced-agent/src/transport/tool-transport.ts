import type { Transport } from "./transport.ts";
import type { TransportOptions } from "./create-transport.ts";

/** Actions as calls of tools: for models that call them natively. */
export function createToolTransport(_options: TransportOptions): Transport {
  throw new Error("Not written yet.");
}
