/** As `estimateTokens` counts. */
const bytesOfToken = 3;
/** How much of what is kept of a long prompt is its beginning. */
const shareOfBeginning = 0.75;

/**
 * A prompt in at most so many tokens, beside the note: whole where it fits, else its beginning and its end with a note between them
 * that says how much is missing. Actions still get the whole prompt (`ActionContext.prompt`).
 */
export function shortenPrompt(prompt: string, mostTokens: number): string {
  const most = Math.max(0, Math.floor(mostTokens * bytesOfToken));
  if (countWithin(prompt, most, 1) === prompt.length) return prompt;
  const head = takeStart(prompt, Math.floor(most * shareOfBeginning));
  const tail = takeEnd(prompt, Math.floor(most * (1 - shareOfBeginning)));
  const left = prompt.length - head.length - tail.length;
  return `${head}\n[… ${left} of the prompt's ${prompt.length} characters are left out here: they do not fit …]\n${tail}`;
}

/** Cuts between characters, never within a surrogate pair. */
function takeStart(text: string, bytes: number): string {
  const cut = text.slice(0, countWithin(text, bytes, 1));
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

function takeEnd(text: string, bytes: number): string {
  const cut = text.slice(text.length - countWithin(text, bytes, -1));
  return /^[\uDC00-\uDFFF]/.test(cut) ? cut.slice(1) : cut;
}

/** How many UTF-16 units from the beginning, or from the end, take no more than these bytes of UTF-8. */
function countWithin(text: string, bytes: number, direction: 1 | -1): number {
  let left = bytes;
  for (let count = 0; count < text.length; count += 1) {
    left -= bytesOfUnit(text.charCodeAt(direction === 1 ? count : text.length - 1 - count));
    if (left < 0) return count;
  }
  return text.length;
}

/** A half of a pair is counted as half of its four bytes. */
function bytesOfUnit(unit: number): number {
  if (unit < 0x80) return 1;
  return unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
}
