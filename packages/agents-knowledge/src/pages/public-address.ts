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
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  if (address.kind() === "ipv6") return matches(address, globalUnicast);
  return !hostServices.some((range) => matches(address, range));
}

function matches(address: ipaddr.IPv4 | ipaddr.IPv6, [start, bits]: Range): boolean {
  return address.kind() === start.kind() && address.match(start, bits);
}
