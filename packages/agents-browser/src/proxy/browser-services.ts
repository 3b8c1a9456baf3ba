/**
 * Hosts that Chromium itself asks, about pages and without them: which fields a form has, whether an address is bad,
 * whether there is a newer browser. No page needs them, and each tells a third party something of the run.
 */
const hosts: ReadonlySet<string> = new Set([
  "android.clients.google.com",
  "clients1.google.com",
  "clients2.google.com",
  "clients3.google.com",
  "clients4.google.com",
  "clientservices.googleapis.com",
  "content-autofill.googleapis.com",
  "edgedl.me.gvt1.com",
  "mtalk.google.com",
  "optimizationguide-pa.googleapis.com",
  "redirector.gvt1.com",
  "safebrowsing.googleapis.com",
  "sb-ssl.google.com",
  "update.googleapis.com",
]);

/** Whether the browser asks there on its own behalf. */
export function isBrowserService({ hostname }: URL): boolean {
  return hosts.has(hostname.endsWith(".") ? hostname.slice(0, -1) : hostname);
}
