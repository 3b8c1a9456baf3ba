import { ErrorCode, OrchestrationError } from "@convoke/core";
import { readContentType } from "../formats/content-type.ts";
import { readDocument } from "../formats/read-document.ts";
import { hashText } from "../text/hash-text.ts";
import { createConnection } from "./connection.ts";
import { discard, follow, type Answer } from "./follow.ts";
import { parsePageAddress } from "./page-address.ts";
import { PageError } from "./page-error.ts";
import { completePageReaderOptions, type PageReaderOptions } from "./page-reader-options.ts";
import type { Page, PageReader } from "./page-reader.ts";
import { readBody } from "./read-body.ts";
import { createRobots } from "./robots.ts";

export type { PageReaderOptions } from "./page-reader-options.ts";

const accept =
  "text/html, application/xhtml+xml, text/markdown, application/pdf, text/plain;q=0.9, application/json;q=0.8, text/*;q=0.7";

const readableTypes = /^(?:text\/[^\s;]+|application\/(?:xhtml\+xml|pdf|json|[\w.-]{1,80}\+json))$/;

/**
 * Creates a reader of pages of the public web: HTML, Markdown, text, JSON and PDF.
 *
 * Addresses that are not public are refused on every redirect and after names are resolved, sizes and times are
 * bounded, and `robots.txt` is honoured. Options that cannot be used throw `invalid_argument`. Nothing is opened
 * before the first read; `close` ends what is open.
 *
 * @example
 * const reader = createPageReader({ timeoutMs: 5_000 });
 * const { title, text } = await reader.read("https://example.org/guide", { signal, runtime: systemRuntime });
 * await reader.close();
 */
export function createPageReader(options: PageReaderOptions = {}): PageReader {
  const complete = completePageReaderOptions(options);
  const { maxBytes, timeoutMs } = complete;
  const connection = createConnection(complete);
  const robots = complete.robots === "honour" ? createRobots(connection, complete.userAgent) : undefined;
  const closing = new AbortController();

  return {
    async read(address, { signal, runtime }) {
      signal.throwIfAborted();
      closing.signal.throwIfAborted();
      const start = parsePageAddress(address);
      const limit = new AbortController();
      const cancelTimer = runtime.schedule(
        () =>
          limit.abort(
            new PageError("timeout", start, `it took longer than pages.timeoutMs allows (${timeoutMs} ms).`),
          ),
        timeoutMs,
      );
      const ended = AbortSignal.any([signal, limit.signal, closing.signal]);
      try {
        const answer = await follow(connection, start, {
          signal: ended,
          accept,
          check: async (url) => robots?.check(url, { signal: ended, runtime }),
        });
        checkHead(answer);
        const bytes = await readBody(answer, { maxBytes, signal: ended });
        return await toPage(answer, bytes, ended);
      } catch (error) {
        ended.throwIfAborted();
        throw error;
      } finally {
        cancelTimer();
      }
    },
    async close() {
      closing.abort(new OrchestrationError(ErrorCode.CLOSED, "The page reader was closed."));
      await connection.close();
    },
  };
}

/** Refuses answers that are no page before their bodies are read. */
function checkHead({ url, response }: Answer): void {
  const { status } = response;
  if (status < 200 || status >= 300) {
    discard(response);
    throw new PageError("http_error", url, `the server answers ${status}.`, { status });
  }
  const type = readContentType(response.headers.get("content-type"));
  if (type === undefined || readableTypes.test(type.name)) return;
  discard(response);
  throw new PageError(
    "unsupported_type",
    url,
    `it is ${type.name}; HTML, text, Markdown, JSON and PDF are read.`,
  );
}

async function toPage({ url, response }: Answer, bytes: Uint8Array, signal: AbortSignal): Promise<Page> {
  const contentType = response.headers.get("content-type") ?? undefined;
  const document = await readDocument(bytes, { name: url.href, contentType, signal });
  if ("reason" in document) {
    const reason = document.reason === "too_large" ? "too_large" : "unreadable";
    throw new PageError(reason, url, `${document.message}.`);
  }
  const { format, text, title, pageStarts } = document;
  return {
    url: url.href,
    title: title ?? nameAddress(url),
    format,
    text,
    ...(pageStarts !== undefined && { pageStarts }),
    contentHash: hashText(text),
  };
}

/** The last part of an address's path, for pages without a title. */
function nameAddress({ pathname, hostname }: URL): string {
  const last = pathname.split("/").findLast((part) => part !== "");
  if (last === undefined) return hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
