import { constants, inflateRawSync } from "node:zlib";

const startOfStream = Buffer.from("stream");
/** Streams inside streams that are followed. */
const deepest = 3;

/** What a stream counts at least, so that a file of nothing but beginnings is not tried for ever. */
const leastPerStream = 1_024;
/** What a damaged stream counts, which may unpack to anything before the damage. */
const perDamagedStream = 4_194_304;

/** True when the compressed streams of a PDF unpack to at most `maxBytes` in all. */
export function unpacksWithin(pdf: Uint8Array, maxBytes: number): boolean {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  let remaining = maxBytes;
  for (let at = bytes.indexOf(startOfStream); at !== -1; at = bytes.indexOf(startOfStream, at + 1)) {
    let start = at + startOfStream.length;
    if (bytes[start] === 0x0d) start += 1;
    if (bytes[start] === 0x0a) start += 1;
    remaining -= countUnpacked(bytes, start, remaining, deepest);
    if (remaining < 0) return false;
  }
  return true;
}

/** Bytes that the data unpacks to, or `Infinity` when they are more than `most`. */
function countUnpacked(bytes: Buffer, start: number, most: number, depth: number): number {
  if (depth === 0 || start + 2 > bytes.length) return 0;
  // The two bytes that begin zlib data: method 8, and together a multiple of 31.
  if ((bytes[start] & 15) !== 8 || bytes.readUInt16BE(start) % 31 !== 0) return 0;
  let unpacked: Buffer;
  try {
    // Raw, since readers of PDFs do not look at the checksum either.
    unpacked = inflateRawSync(bytes.subarray(start + 2), {
      maxOutputLength: Math.max(1, most),
      finishFlush: constants.Z_SYNC_FLUSH,
    });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? Infinity : perDamagedStream;
  }
  const inner = countUnpacked(unpacked, 0, most - unpacked.length, depth - 1);
  return Math.max(leastPerStream, unpacked.length) + inner;
}
