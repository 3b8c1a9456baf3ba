/**
 * What a browser has to be started with so that the filtering proxy is its only way out, beside
 * `proxy: { server, bypass: "<-loopback>" }` at launch and for each context.
 *
 * No feature lists are among them: of two `--disable-features` only the later one counts, which would undo the driver's own.
 */
export const boundaryArguments: readonly string[] = [
  // The browser itself resolves nothing: a name that it looked up would tell the name's servers, and could answer
  // another address than the one that the proxy checks. The proxy's own address is no name.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
  // Not even ahead of time, for links and hints on a page.
  "--dns-prefetch-disable",
  // WebRTC otherwise sends UDP past every proxy; it may use a proxy's TCP only. The two spellings are of different
  // generations of browsers, which ignore the other.
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--webrtc-ip-handling-policy=disable_non_proxied_udp",
  // HTTP/3 and WebTransport are UDP too.
  "--disable-quic",
  // Reports about the network that a site asked for are sent by the browser, not by a page.
  "--disable-domain-reliability",
  // Traffic of the browser's own: updates, variations, safe browsing, metrics, crashes, synchronisation.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-breakpad",
  "--disable-sync",
  "--metrics-recording-only",
  "--no-first-run",
];

/** The bypass list of every proxy setting: nothing is excepted, loopback neither. */
export const proxyBypass = "<-loopback>";
