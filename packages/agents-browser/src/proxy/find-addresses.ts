import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { Runtime } from "@convoke/core";
import { readLiteralAddress } from "../policy/public-address.ts";
import type { ResolveName } from "./filtering-proxy.ts";
import { Refusal } from "./refusal.ts";

const resolveMs = 20_000;
/** More addresses than these make no name more reachable. */
const mostAddresses = 64;

/** How names become addresses. */
export interface AddressBook {
  readonly resolve: ResolveName;
  readonly runtime: Runtime;
}

/** The system's resolver. */
export const resolveBySystem: ResolveName = async (name) => {
  const found = await lookup(name, { all: true });
  return found.map(({ address }) => address);
};

/** Every address of the host of a `URL`, which are not judged yet. Rejects with `unreachable`. */
export async function findAddresses(
  hostname: string,
  { resolve, runtime }: AddressBook,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const literal = readLiteralAddress(hostname);
  if (literal !== undefined) return [literal];
  // Loopback by definition (RFC 6761), though not every resolver knows.
  if (/(?:^|\.)localhost\.?$/u.test(hostname)) return ["127.0.0.1", "::1"];
  const found: unknown = await resolveInTime(hostname, resolve, runtime, signal);
  const addresses = Array.isArray(found) ? found.slice(0, mostAddresses) : [];
  if (
    addresses.length === 0 ||
    !addresses.every((address) => typeof address === "string" && isIP(address) !== 0)
  ) {
    throw new Refusal("unreachable", `the name ${hostname} has no address.`);
  }
  return addresses as string[];
}

function resolveInTime(
  hostname: string,
  resolve: ResolveName,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<unknown> {
  return new Promise((settle, reject) => {
    const stop = (): void => {
      cancel();
      reject(signal.reason as Error);
    };
    const cancel = runtime.schedule(() => {
      signal.removeEventListener("abort", stop);
      reject(new Refusal("unreachable", `the name ${hostname} was not resolved within ${resolveMs} ms.`));
    }, resolveMs);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    // Called in a promise, so that a resolver that throws is a name that is not resolved.
    void Promise.resolve(hostname)
      .then(resolve)
      .then(settle, (error: unknown) => {
        const why =
          error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
        reject(new Refusal("unreachable", `the name ${hostname} is not resolved: ${why.slice(0, 100)}.`));
      })
      .finally(() => {
        cancel();
        signal.removeEventListener("abort", stop);
      });
  });
}
