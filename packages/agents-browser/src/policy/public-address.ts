import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The part of IPv6 that is handed out for the public network; what lies outside is for special uses. */
const globalUnicast: Range = [ipaddr.IPv6.parse("2000::"), 3];

/** Addresses that are public by their range and yet serve a machine's own cloud: Azure's metadata. */
const hostServices: readonly Range[] = [[ipaddr.IPv4.parse("168.63.129.16"), 32]];

/**
 * True for addresses of the public network: not loopback, private, link-local, unique-local, multicast, reserved,
 * shared (carrier-grade NAT), documentation, or an IPv4 address wrapped in IPv6 (mapped, NAT64, 6to4, Teredo).
 * False for what is no address.
 */
export function isPublicAddress(text: string): boolean {
  // The library also reads shortened and hexadecimal spellings, which no resolver answers.
  if (isIP(text) === 0 || text.includes("%")) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  if (address.kind() === "ipv6") return matches(address, globalUnicast);
  return !hostServices.some((range) => matches(address, range));
}

/** The address in the host of a `URL` that is one, without the brackets of IPv6. */
export function readLiteralAddress(hostname: string): string | undefined {
  const bare = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return isIP(bare) === 0 ? undefined : bare;
}

/** Whether a host of a `URL` is, by its very spelling, no host of the public network. */
export function isPrivateHost(hostname: string): boolean {
  const literal = readLiteralAddress(hostname);
  if (literal !== undefined) return !isPublicAddress(literal);
  return hostname === "localhost" || hostname.endsWith(".localhost");
}

function matches(address: ipaddr.IPv4 | ipaddr.IPv6, [start, bits]: Range): boolean {
  return address.kind() === start.kind() && address.match(start, bits);
}
