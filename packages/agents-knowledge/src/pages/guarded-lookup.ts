import { lookup as lookUp, type LookupAddress, type LookupOptions } from "node:dns";
import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";
import type { ResolveName } from "./page-reader-options.ts";

type LookupCallback = (
  error: Error | null,
  address: string | LookupAddress[],
  family?: number | undefined,
) => void;

/** What sockets look names up with. */
export type Lookup = (name: string, options: LookupOptions, callback: LookupCallback) => void;

/** A name that resolves to an address which must not be read. */
export class PrivateAddressError extends Error {
  constructor(name: string, address: string) {
    super(`${name} resolves to ${address}, which is no public address.`);
    this.name = "PrivateAddressError";
  }
}

/**
 * Makes the lookup of a connection: the addresses that it answers are those that are connected to, so a name cannot
 * answer one address to a check and another to the connection. One address that is not public refuses the name.
 */
export function createLookup(resolve: ResolveName | undefined, isGuarded: boolean): Lookup {
  return (name, options, callback) => {
    const answer = (error: Error | null, found: readonly LookupAddress[]): void => {
      if (error !== null) return callback(error, []);
      const refused = isGuarded ? found.find(({ address }) => !isPublicAddress(address)) : undefined;
      if (refused !== undefined) return callback(new PrivateAddressError(name, refused.address), []);
      const wanted = typeof options.family === "number" ? options.family : 0;
      const usable = found.filter(({ family }) => wanted === 0 || family === wanted);
      if (usable.length === 0) return callback(new Error(`${name} has no address`), []);
      if (options.all === true) callback(null, usable);
      else callback(null, usable[0].address, usable[0].family);
    };
    if (resolve === undefined) {
      lookUp(name, { all: true, hints: options.hints ?? 0 }, (error, found) => answer(error, found ?? []));
      return;
    }
    // Called in a promise, so that a resolver that throws is a lookup that fails.
    void Promise.resolve(name)
      .then(resolve)
      .then(
        (addresses) => answer(null, addresses.map(toLookupAddress)),
        (error: unknown) => answer(error instanceof Error ? error : new Error(String(error)), []),
      );
  };
}

function toLookupAddress(address: string): LookupAddress {
  return { address, family: isIP(address) };
}
