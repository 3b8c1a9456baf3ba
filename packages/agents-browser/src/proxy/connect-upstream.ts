import { connect, isIP, type Socket } from "node:net";
import type { Runtime } from "@convoke/core";
import { Refusal } from "./refusal.ts";

/** While other addresses are left, and for the last one. */
const nextAfterMs = 4000;
const lastAfterMs = 15_000;
const mostTried = 8;

/** Where to connect: the addresses that were checked, in the resolver's order. */
export interface UpstreamTarget {
  readonly addresses: readonly string[];
  readonly port: number;
  /** For messages. */
  readonly name: string;
}

/**
 * Connects to the first of the checked addresses that answers; no name is looked up, so what was checked is what is
 * connected to. Rejects with `unreachable`, or with the signal's reason.
 */
export async function connectUpstream(
  { addresses, port, name }: UpstreamTarget,
  {
    runtime,
    signal,
    allowHalfOpen,
  }: { readonly runtime: Runtime; readonly signal: AbortSignal; readonly allowHalfOpen: boolean },
): Promise<Socket> {
  let problem = "it has no address";
  const tried = addresses.slice(0, mostTried);
  for (const [index, address] of tried.entries()) {
    signal.throwIfAborted();
    const socket = connect({
      host: address,
      port,
      family: isIP(address),
      autoSelectFamily: false,
      allowHalfOpen,
    });
    const failure = await waitForConnection(
      socket,
      index + 1 < tried.length ? nextAfterMs : lastAfterMs,
      runtime,
      signal,
    );
    if (failure === undefined) return socket;
    socket.destroy();
    problem = failure;
  }
  signal.throwIfAborted();
  throw new Refusal("unreachable", `no connection to ${name} on port ${port}: ${problem}.`);
}

/** Why the socket is not connected; `undefined` when it is. */
function waitForConnection(
  socket: Socket,
  timeoutMs: number,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<string | undefined> {
  return new Promise((settle) => {
    const end = (failure: string | undefined): void => {
      cancel();
      signal.removeEventListener("abort", stop);
      socket.off("connect", open);
      settle(failure);
    };
    const open = (): void => end(undefined);
    const stop = (): void => end("it was given up");
    const cancel = runtime.schedule(() => end(`no answer within ${timeoutMs} ms`), timeoutMs);
    signal.addEventListener("abort", stop, { once: true });
    socket.once("connect", open);
    // Stays for good: a socket without such a listener ends the process when it fails.
    socket.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
