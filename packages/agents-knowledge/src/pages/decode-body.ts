import { pipeline, Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

/** Who packs more than so often wants no reader. */
const mostCodings = 5;

/**
 * Unpacks a body by its `Content-Encoding`; what is packed in a way that is not known comes as it is.
 *
 * Strictly, unlike browsers: a body that ends before its packing does is an error, and never a shorter page.
 */
export function decodeBody(body: Readable, contentEncoding: string | null): Readable {
  const codings = (contentEncoding ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim());
  if (codings.length > mostCodings) {
    throw new Error(`it is packed ${codings.length} times, more than ${mostCodings}`);
  }
  const decoders = codings
    .toReversed()
    .map((coding) => (Object.hasOwn(known, coding) ? known[coding] : undefined));
  if (decoders.includes(undefined)) return body;
  return decoders.reduce((packed, decode) => decode?.(packed) ?? packed, body);
}

const known: Readonly<Record<string, (packed: Readable) => Readable>> = {
  gzip: (packed) => connect(packed, createGunzip()),
  "x-gzip": (packed) => connect(packed, createGunzip()),
  deflate: (packed) => Readable.from(inflate(packed)),
  br: (packed) => connect(packed, createBrotliDecompress()),
};

/** Errors and early ends go both ways; whoever reads is told of them by the last stream. */
function connect(packed: Readable, decoder: Transform): Transform {
  return pipeline(packed, decoder, () => {});
}

/** Some servers leave out the head of the format; its first byte tells. */
async function* inflate(packed: Readable): AsyncGenerator<Uint8Array> {
  const chunks = packed[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const first = await chunks.next();
  if (first.done) return;
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  const hasHead = (first.value[0] & 0x0f) === 8;
  yield* connect(Readable.from(whole()), hasHead ? createInflate() : createInflateRaw());
}

/** True when a packed body ended before its packing did. */
export function isEarlyEnd(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === "Z_BUF_ERROR";
}
