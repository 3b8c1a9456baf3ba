import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { PageReader } from "./page-reader.ts";

/** Which pages may be read, and how much of them. */
export interface PageReaderOptions {
  /** Hosts, as `host` or `host:port`, that may be read although their addresses are private. */
  readonly allowedPrivateHosts?: readonly string[];
  /** Bytes of one page. @default 10_485_760 */
  readonly maxBytes?: number;
  /** Time for one page, redirects included. @default 20_000 */
  readonly timeoutMs?: number;
}

/** Creates a reader of pages. */
export function createPageReader(_options: PageReaderOptions = {}): PageReader {
  return {
    read: (url) => Promise.reject(new OrchestrationError(ErrorCode.AGENT_FAILED, `${url} cannot be read.`)),
  };
}
