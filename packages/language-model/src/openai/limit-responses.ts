/** Statuses of answers without a body. */
const withoutBody = new Set([101, 204, 205, 304]);

/**
 * A `fetch` whose answers end with an error after `mostBytes`, and which follows no redirect: another host would be sent the
 * headers.
 */
export function limitResponses(fetch: typeof globalThis.fetch, mostBytes: number): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: "manual" });
    const { body, status, statusText, headers } = response;
    if (body === null || withoutBody.has(status)) return response;
    return new Response(body.pipeThrough(countBytes(mostBytes)), { status, statusText, headers });
  };
}

function countBytes(mostBytes: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes)
        throw new SyntaxError(`an answer of more than ${mostBytes} bytes (maxResponseBytes)`);
      controller.enqueue(chunk);
    },
  });
}
