import type { ProviderContext } from "./search-provider.ts";
import { SearchError, type SearchErrorOptions } from "./search-error.ts";
import { describeRefusal, type Refusal, type RefusalMeaning } from "./describe-refusal.ts";
import { limitTime } from "./limit-time.ts";
import { toPlainLine } from "./plain-text.ts";
import { readText } from "./read-text.ts";
import { readRetryAfter } from "./retry-after.ts";

/** One request to a service that answers with JSON. */
export interface JsonRequest {
  readonly provider: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON with POST; without it the request is a GET. */
  readonly body?: unknown;
  /** Never appears in an error or an answer, even if the service repeats it. */
  readonly secret?: string | undefined;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** What the provider knows better about a refusal than its status tells. */
  readonly explain?: (refusal: Refusal, now: number) => RefusalMeaning | undefined;
}

const maxRefusalBytes = 4_096;
const excerptLength = 80;
/** Shorter ones would be found in ordinary words. */
const shortestSecret = 6;

/**
 * Sends a request and reads the JSON of its answer, within the limits of time and size.
 *
 * Rejects with a `SearchError`, or with the signal's reason. Redirects are not followed.
 */
export function requestJson(request: JsonRequest, { signal, runtime }: ProviderContext): Promise<unknown> {
  const { provider, timeoutMs, secret } = request;
  const createError = (): SearchError =>
    fail(request, "timeout", `does not answer within ${timeoutMs} ms; raise timeoutMs or try again later.`);
  return limitTime({ signal, runtime, timeoutMs, createError }, async (signal) => {
    const response = await send(request, signal);
    const { status, headers } = response;
    const isRefused = status < 200 || status > 299;
    const { text, isCut } = await readText(
      response.body,
      isRefused ? maxRefusalBytes : request.maxBytes,
    ).catch((cause: unknown) => {
      throw fail(request, "invalid_response", "ends its answer before it is complete; try again.", { cause });
    });
    const safe = hide(text, secret);
    if (isRefused) {
      const now = runtime.now();
      const refusal = { status, headers, text: safe };
      const meaning = request.explain?.(refusal, now) ?? describeRefusal(refusal);
      throw new SearchError(`${provider} ${meaning.message}${quote(safe)}`, {
        provider,
        reason: meaning.reason,
        status,
        retryAfterMs: meaning.retryAfterMs ?? readRetryAfter(headers.get("retry-after"), now),
      });
    }
    if (isCut) {
      throw fail(
        request,
        "invalid_response",
        `answers with more than ${request.maxBytes} bytes; raise maxBytes if that is right.`,
      );
    }
    return parse(request, safe);
  });
}

async function send(request: JsonRequest, signal: AbortSignal): Promise<Response> {
  const { url, headers, body } = request;
  try {
    return await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: "manual",
      signal,
    });
  } catch (cause) {
    const message = `cannot be reached at ${url.origin}${describeCode(cause)}; check that it runs and that baseUrl is right.`;
    throw fail(request, "unavailable", message, { cause });
  }
}

function parse(request: JsonRequest, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without the parser's own error: it repeats parts of the answer.
    const what = text.trimStart().startsWith("<") ? "HTML or XML" : "something that is no complete JSON";
    throw fail(
      request,
      "invalid_response",
      `answers with ${what}; check that baseUrl leads to its API.${quote(text)}`,
    );
  }
}

function fail(
  { provider }: JsonRequest,
  reason: SearchErrorOptions["reason"],
  message: string,
  options: { readonly cause?: unknown } = {},
): SearchError {
  return new SearchError(`${provider} ${message}`, { provider, reason, ...options });
}

function hide(text: string, secret: string | undefined): string {
  return secret === undefined || secret.length < shortestSecret ? text : text.replaceAll(secret, "***");
}

/** What the service said, in short. */
function quote(text: string): string {
  const excerpt = toPlainLine(
    text.slice(0, 2_000).replaceAll(/[<>]/g, (sign) => `${sign} `),
    excerptLength,
  );
  return excerpt === "" ? " (The answer is empty.)" : ` (It says: ${JSON.stringify(excerpt)})`;
}

function describeCode(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown; message?: unknown } };
  // Ports that browsers refuse, fetch refuses too, and says so in words only.
  const code = cause?.code ?? (cause?.message === "bad port" ? "a port that fetch refuses" : undefined);
  return typeof code === "string" ? ` (${code})` : "";
}
