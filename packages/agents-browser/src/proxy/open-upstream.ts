import type { Socket } from "node:net";
import type { CheckedPolicy } from "../policy/browser-policy.ts";
import { isPublicAddress } from "../policy/public-address.ts";
import { isBrowserService } from "./browser-services.ts";
import { connectUpstream } from "./connect-upstream.ts";
import { type AddressBook, findAddresses } from "./find-addresses.ts";
import { lanePorts } from "./lane-ports.ts";
import type { Meter } from "./meter.ts";
import { Refusal } from "./refusal.ts";

/** What the ways through the proxy share: one run's rules, counters and sockets. */
export interface LaneContext extends AddressBook {
  readonly policy: CheckedPolicy;
  readonly meter: Meter;
  /** Aborts when the lane closes or is exhausted. */
  readonly signal: AbortSignal;
  readonly idleMs: number;
  /** Has a socket end with the lane. */
  keep(socket: Socket): void;
}

/** A connection to a server, and by which of the asked addresses it may be used. */
export interface Upstream {
  readonly socket: Socket;
  readonly urls: readonly URL[];
}

/**
 * Checks, counts and connects. `urls` are what one place may be called (a tunnel carries http or https); those that the
 * policy does not allow for the address that the name has are left out, and without any of them it is refused.
 */
export async function openUpstream(
  urls: readonly URL[],
  lane: LaneContext,
  {
    port,
    signal,
    allowHalfOpen,
  }: { readonly port: number; readonly signal: AbortSignal; readonly allowHalfOpen: boolean },
): Promise<Upstream> {
  const { policy, meter, runtime } = lane;
  const { hostname } = urls[0]!;
  if (isBrowserService(urls[0]!) && !urls.some((url) => policy.lists(url)))
    throw new Refusal("outside_policy", `${hostname} is a service of the browser's own.`, true);
  const allowed = urls.filter((url) => policy.allows(url));
  if (allowed.length === 0)
    throw new Refusal("outside_policy", `the policy does not allow ${hostname} on port ${port}.`);
  if (!meter.takeRequest()) throw new Refusal("limit_exceeded", "the run has used up its requests or bytes.");
  const addresses = await findAddresses(hostname, lane, signal);
  const hidden = addresses.find((address) => !isPublicAddress(address));
  if (hidden !== undefined && lanePorts.has(port))
    throw new Refusal("outside_policy", `port ${port} of ${hostname} is the way out of a run.`);
  const usable = hidden === undefined ? allowed : allowed.filter((url) => policy.allowsPrivate(url));
  if (usable.length === 0) {
    throw new Refusal(
      "private_address",
      `${hostname} has the address ${hidden}, which is not public; put its origin into allowPrivate to go there.`,
    );
  }
  const socket = await connectUpstream(
    { addresses, port, name: hostname },
    { runtime, signal, allowHalfOpen },
  );
  lane.keep(socket);
  return { socket, urls: usable };
}

/** Has a socket's traffic counted: call the answer whenever it may have moved bytes. False when they are too many. */
export function createSocketCounter(socket: Socket, meter: Meter): () => boolean {
  let counted = 0;
  const count = (): boolean => {
    const moved = socket.bytesRead + socket.bytesWritten;
    const more = moved - counted;
    counted = moved;
    return meter.takeBytes(more);
  };
  socket.once("close", count);
  return count;
}
