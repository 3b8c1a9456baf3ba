/** A text, and whether there was more of it. */
export interface LimitedText {
  readonly text: string;
  readonly isCut: boolean;
}

/** Reads a body as UTF-8 and stops, closing it, after `maxBytes`. Bytes count as they are after decompression. */
export async function readText(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): Promise<LimitedText> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk.subarray(0, Math.max(0, maxBytes - bytes)), { stream: true });
    bytes += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (bytes > maxBytes) return { text, isCut: true };
  }
  return { text: text + decoder.decode(), isCut: false };
}
