/** Where a browser may go, and how much it may fetch. Origins are compared as parsed addresses, never as texts. */
export interface BrowserPolicy {
  /**
   * Origins such as `https://example.org` or `https://*.example.org` (any subdomain of it, not the name itself), or
   * `"public"`: every http and https origin whose address is public. @default "public"
   */
  readonly allow?: "public" | readonly string[];
  /** Origins that may be, or resolve to, addresses that are not public, such as `http://127.0.0.1:3000`; allowed by that. */
  readonly allowPrivate?: readonly string[];
  /** Refused in any case. */
  readonly deny?: readonly string[];
  /** Bytes that one run may receive and send. @default 100,000,000 */
  readonly maxBytes?: number;
  /** Requests and connections of one run. @default 2,000 */
  readonly maxRequests?: number;
  /** Tabs that one run may have at once, popups included. @default 8 */
  readonly maxTabs?: number;
  /** Dialogs (alert, confirm, prompt, beforeunload) that one run may meet. @default 50 */
  readonly maxDialogs?: number;
  /** @default 20 */
  readonly maxDownloads?: number;
  /** Bytes of one download. @default 50,000,000 */
  readonly maxDownloadBytes?: number;
}

/** A policy with every default in place and every origin read. */
export interface CheckedPolicy {
  /** Whether a request to this address may be made at all; what its name resolves to is checked when connecting. */
  allows(url: URL): boolean;
  /** Whether the origin may have an address that is not public. */
  allowsPrivate(url: URL): boolean;
  /** Whether `allow` or `allowPrivate` holds this very origin, not only a pattern or all public ones. */
  lists(url: URL): boolean;
  readonly maxBytes: number;
  readonly maxRequests: number;
  readonly maxTabs: number;
  readonly maxDialogs: number;
  readonly maxDownloads: number;
  readonly maxDownloadBytes: number;
  /** Equal for equal policies: one browser serves one key. */
  readonly key: string;
}
