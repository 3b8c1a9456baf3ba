const longestLink = 2_048;

/**
 * Where a link leads, absolute when `base` is an address; `undefined` for what is not followed: other protocols than
 * http, https and mailto (scripts, data), addresses that are none, and those longer than 2,048 characters.
 */
export function resolveLink(href: string, base: string): string | undefined {
  if (href.length > longestLink) return undefined;
  const trimmed = href.trim();
  if (trimmed === "") return undefined;
  const root = /^https?:/i.test(base) ? base : undefined;
  const url = URL.parse(trimmed, root);
  if (url !== null) return /^(?:https?|mailto):$/.test(url.protocol) ? url.href : undefined;
  // A document on disk: its links stay as they are, unless they only look like a path.
  // oxlint-disable-next-line no-control-regex -- Browsers leave control characters out of a protocol.
  return root === undefined && !/^[\u0000-\u0020]*[a-z][a-z0-9+.\-\s]*:/i.test(trimmed) ? trimmed : undefined;
}
