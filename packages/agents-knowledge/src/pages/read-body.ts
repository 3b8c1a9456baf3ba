import { describeFailure, type Response } from "./connection.ts";
import { decodeBody, isEarlyEnd } from "./decode-body.ts";
import { discard } from "./follow.ts";
import { PageError } from "./page-error.ts";

/**
 * Reads a body up to `maxBytes` after decompression; what is longer is refused with `too_large`, or cut.
 *
 * A body is counted while it comes, so a small one that unpacks to a large one, or one without end, stops there.
 */
export async function readBody(
  { url, response }: { readonly url: URL; readonly response: Response },
  { maxBytes, signal, cut = false }: { maxBytes: number; signal: AbortSignal; cut?: boolean },
): Promise<Uint8Array> {
  const announced = Number(response.headers.get("content-length") ?? 0);
  if (!cut && announced > maxBytes) {
    discard(response);
    throw new PageError(
      "too_large",
      url,
      `it has ${announced} bytes, more than pages.maxBytes allows (${maxBytes}).`,
    );
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    const body = decodeBody(response.body, response.headers.get("content-encoding"));
    for await (const value of body) {
      const chunk = value as Uint8Array;
      bytes += chunk.length;
      if (bytes <= maxBytes) {
        chunks.push(chunk);
        continue;
      }
      if (!cut)
        throw new PageError("too_large", url, `it has more bytes than pages.maxBytes allows (${maxBytes}).`);
      chunks.push(chunk.subarray(0, chunk.length - (bytes - maxBytes)));
      break;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (isEarlyEnd(error)) {
      throw new PageError("unreachable", url, "its packed body ended early.", { cause: error });
    }
    throw describeFailure(error, url);
  } finally {
    discard(response);
  }
  return Buffer.concat(chunks);
}
