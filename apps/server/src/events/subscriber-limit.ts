/** How many streams may be open, in all and from one address. */
export interface SubscriberLimit {
  /** Takes a place and answers with how to leave it; `undefined` when there is none. */
  take(address: string | undefined): (() => void) | undefined;
}

/**
 * Makes a limit of which one address can take three quarters, so that nobody alone shuts out all others. Calls of this
 * machine, which have no address or a loopback one, are bound by the whole only.
 */
export function createSubscriberLimit(most: number): SubscriberLimit {
  const mostOfOne = Math.ceil(most * 0.75);
  const ofAddresses = new Map<string, number>();
  let taken = 0;
  return {
    take(address) {
      const own = address === undefined ? 0 : (ofAddresses.get(address) ?? 0);
      if (taken >= most || own >= mostOfOne) return undefined;
      taken++;
      if (address !== undefined) ofAddresses.set(address, own + 1);
      return () => {
        taken--;
        if (address === undefined) return;
        const others = (ofAddresses.get(address) ?? 1) - 1;
        if (others === 0) ofAddresses.delete(address);
        else ofAddresses.set(address, others);
      };
    },
  };
}
