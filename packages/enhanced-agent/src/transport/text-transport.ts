import type { Transport } from "./transport.ts";
import type { TransportOptions } from "./create-transport.ts";

/** Actions as text: works with every model. */
export function createTextTransport(_options: TransportOptions): Transport {
  throw new Error("Not written yet.");
}
