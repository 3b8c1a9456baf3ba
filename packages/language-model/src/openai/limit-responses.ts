import { giveWay } from "@convoke/core";
import { createLineLimit } from "./limit-lines.ts";

/** Statuses of answers without a body. */
const withoutBody = new Set([101, 204, 205, 304]);

/** So much is read before the event loop gets its turn, and with it the signal and the deadline of the call. */
const bytesOfTurn = 65_536;

/** How answers are bounded. */
export interface ResponseLimits {
  readonly mostBytes: number;
  /** Whether answers are streams of events, which are bounded in their lines, too. */
  readonly isStream: boolean;
}

/**
 * A `fetch` whose answers end with an error beyond their limits, and which follows no redirect: another host would be sent
 * the headers. However fast an answer comes, the event loop has its turn meanwhile.
 */
export function limitResponses(
  fetch: typeof globalThis.fetch,
  { mostBytes, isStream }: ResponseLimits,
): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: "manual" });
    const { body, ok, status, statusText, headers } = response;
    if (body === null || withoutBody.has(status)) return response;
    const checkLines = isStream && ok ? createLineLimit() : undefined;
    return new Response(body.pipeThrough(limitBytes(mostBytes, checkLines)), { status, statusText, headers });
  };
}

type Bytes = Uint8Array<ArrayBuffer>;

function limitBytes(
  mostBytes: number,
  checkLines: ((bytes: Bytes) => void) | undefined,
): TransformStream<Bytes, Bytes> {
  let bytes = 0;
  let bytesLeftOfTurn = bytesOfTurn;
  return new TransformStream({
    async transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes)
        throw new SyntaxError(`an answer of more than ${mostBytes} bytes (maxResponseBytes)`);
      for (let at = 0; at < chunk.byteLength;) {
        const part = chunk.subarray(at, at + bytesLeftOfTurn);
        checkLines?.(part);
        controller.enqueue(part);
        at += part.byteLength;
        bytesLeftOfTurn -= part.byteLength;
        if (bytesLeftOfTurn > 0) continue;
        await giveWay();
        bytesLeftOfTurn = bytesOfTurn;
      }
    },
  });
}
