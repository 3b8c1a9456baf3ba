/** One in so many characters may be damaged; in a short text one in so many of those beyond ASCII. */
const [charactersPerDamage, wholePerDamage] = [1000, 8];

/**
 * Reads UTF-8 that holds a few bytes which are none, such as a text that was cut and joined: each becomes U+FFFD.
 * `undefined` where so much is wrong, or so little speaks for UTF-8, that it is another encoding.
 */
export function decodeDamagedUtf8(bytes: Uint8Array): { readonly text: string } | undefined {
  const text = new TextDecoder("utf-8").decode(bytes);
  let [replaced, whole] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) replaced += 1;
    // Of a pair the second half is not counted.
    else if (code >= 0x80 && (code & 0xfc00) !== 0xdc00) whole += 1;
  }
  const damage = replaced - countReplacements(bytes);
  if (whole < damage) return undefined;
  return damage * charactersPerDamage <= text.length || damage * wholePerDamage <= whole
    ? { text }
    : undefined;
}

/** Replacement characters that the bytes hold as such. */
function countReplacements(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = buffer.indexOf("\ufffd"); at !== -1; at = buffer.indexOf("\ufffd", at + 3)) count += 1;
  return count;
}
