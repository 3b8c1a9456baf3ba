import type { Context } from "hono";

/**
 * Sets a header of the answer: on Node's own answer where there is one, as each that goes by way of the context costs a
 * request many times as much.
 */
export function sendHeader(context: Context, name: string, value: string): void {
  const { outgoing } = (context.env ?? {}) as {
    outgoing?: { setHeader?(name: string, value: string): void };
  };
  if (outgoing?.setHeader === undefined) context.header(name, value);
  else outgoing.setHeader(name, value);
}
