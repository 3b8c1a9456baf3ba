/** Headers of one connection (RFC 9110, 7.6.1), those between client and proxy, and what the proxy says itself. */
const ofOneHop = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authentication-info",
  "proxy-authorization",
  "proxy-connection",
  "proxy-status",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The headers that are passed on, as a flat list of names and values like the one given; `without` is left out too. */
export function selectEndToEndHeaders(raw: readonly string[], without: readonly string[] = []): string[] {
  const dropped = new Set(without);
  for (let index = 0; index + 1 < raw.length; index += 2) {
    if (raw[index]!.toLowerCase() !== "connection") continue;
    for (const name of raw[index + 1]!.split(",")) dropped.add(name.trim().toLowerCase());
  }
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index]!.toLowerCase();
    if (!ofOneHop.has(name) && !dropped.has(name)) kept.push(raw[index]!, raw[index + 1]!);
  }
  return kept;
}
