/** Parameters that say where a reader came from, not what is read. */
const tracking =
  /^(?:utm_.*|gclid|gclsrc|gbraid|wbraid|gad_source|dclid|fbclid|msclkid|yclid|twclid|igshid|mc_[ce]id|mkt_tok|srsltid|_ga|_gl|_hs(?:enc|mi))$/i;

/**
 * What two addresses of the same page have in common: without scheme, default port, fragment, closing slash and
 * tracking parameters, the host in lower case. For comparing only; it need not lead anywhere.
 */
export function normalizeAddress(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address;
  const parameters = url.search
    .slice(1)
    .split("&")
    .filter((parameter) => parameter !== "" && !tracking.test(parameter.split("=", 1)[0]));
  const path = url.pathname.endsWith("/") ? url.pathname.slice(0, -1) : url.pathname;
  return `${url.host}${path}${parameters.length === 0 ? "" : `?${parameters.join("&")}`}`;
}
