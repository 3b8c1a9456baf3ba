import type { Runtime } from "@convoke/core";
import type { Connection } from "./connection.ts";
import { discard, follow } from "./follow.ts";
import { PageError } from "./page-error.ts";
import { readBody } from "./read-body.ts";
import { createSharedCache } from "./shared-cache.ts";

/** What decides whether a site allows a page to be read. */
export interface Robots {
  /** Resolves when the page may be read; rejects with a `PageError` when it may not or nobody can tell. */
  check(url: URL, context: { readonly signal: AbortSignal; readonly runtime: Runtime }): Promise<void>;
}

/** What a site's `robots.txt` says. */
interface Verdict {
  /** The status that kept its rules from being read. */
  readonly brokenStatus?: number;
  allows(url: URL): boolean;
}

/** As much of the file as RFC 9309 asks to be read. */
const mostBytes = 512_000;
/** Longer lines are no rules that an address of a readable length could meet. */
const longestLine = 2_048;
/** RFC 9309 asks for no longer than a day. */
const keptMs = 86_400_000;
const keptBrokenMs = 60_000;
const mostOrigins = 256;

/**
 * Honours `robots.txt` by RFC 9309: fetched once per origin and kept for a day, shared by reads at the same time.
 *
 * Without the file (any 4xx, or too many redirects) everything is allowed; while the site fails (5xx), nothing is.
 * `Crawl-delay`, which is no part of that standard, is not heeded.
 */
export function createRobots(connection: Connection, userAgent: string): Robots {
  const verdicts = createSharedCache<Verdict>({ maxEntries: mostOrigins });

  async function load(origin: string, signal: AbortSignal): Promise<Verdict> {
    const address = new URL("/robots.txt", origin);
    let answer;
    try {
      answer = await follow(connection, address, { signal, accept: "text/plain, */*;q=0.1" });
    } catch (error) {
      if (PageError.is(error) && error.reason === "too_many_redirects") return { allows: () => true };
      throw error;
    }
    const { status } = answer.response;
    if (status < 200 || status >= 300) {
      discard(answer.response);
      return status >= 500 ? { brokenStatus: status, allows: () => false } : { allows: () => true };
    }
    const bytes = await readBody(answer, { maxBytes: mostBytes, signal, cut: true });
    const lines = new TextDecoder().decode(bytes).split(/\r\n|[\r\n]/);
    // The last line may have been cut in the middle, and half a rule says something else.
    if (bytes.length === mostBytes) lines.pop();
    const text = lines
      .filter((line) => line.length <= longestLine)
      .map(decodeUnreserved)
      .join("\n");
    // Its types tell of a default export in a default export, which Node does not see.
    const { default: library } = await import("robots-parser");
    const rules = (library as unknown as typeof library.default)(address.href, text);
    return { allows: (url) => rules.isAllowed(decodeUnreserved(url.href), userAgent) !== false };
  }

  return {
    async check(url, { signal, runtime }) {
      const verdict = await verdicts
        .get(url.origin, {
          signal,
          runtime,
          load: (shared) => load(url.origin, shared),
          keptMs: ({ brokenStatus }) => (brokenStatus === undefined ? keptMs : keptBrokenMs),
        })
        .catch((error: unknown) => {
          // Reads share one load; each is told of its own page.
          throw PageError.is(error)
            ? new PageError(error.reason, url, describe(error, url), {
                cause: error,
              })
            : error;
        });
      if (verdict.brokenStatus !== undefined) {
        const problem = `its robots.txt answers ${verdict.brokenStatus}, so nothing is known to be allowed.`;
        throw new PageError("robots_unreachable", url, problem, { status: verdict.brokenStatus });
      }
      if (verdict.allows(url)) return;
      throw new PageError("robots_disallowed", url, `its robots.txt does not allow it for ${userAgent}.`);
    },
  };
}

/** Letters, digits and `-._~` mean the same whether they are percent-encoded or not: RFC 9309, section 2.2.2. */
function decodeUnreserved(text: string): string {
  return text.replace(/%(?:2[de]|3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae])/gi, decodeURIComponent);
}

/** What kept the file from being read, told of the page; the address too where a redirect led elsewhere. */
function describe({ url, reason, problem }: PageError, page: URL): string {
  if (url !== new URL("/robots.txt", page).href) {
    return `its robots.txt could not be read: it leads to ${url}; ${problem}`;
  }
  // The page lies where the file does.
  return reason === "private_address" ? problem : `its robots.txt could not be read: ${problem}`;
}
