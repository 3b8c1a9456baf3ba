const linked = /!?\[([^[\]\n]{0,300})\]\([^()\s]{0,2000}[^()]{0,200}\)/g;
const bracketed = /\s*[(<[]\s*(?:https?:\/\/|www\.)[^\s()<>[\]]{1,2000}\s*[)>\]]/gi;
/** References of the model's own making: code puts the numbers of sources there. */
const reference = /\s*[[(](?:E\d+|\d{1,3})(?:\s*[,;]\s*(?:E\d+|\d{1,3}))*[\])]/g;

/**
 * A model's sentence as one line of plain text: without the addresses and the references that it has put
 * beside its words, since code knows the sources. Empty when markup is left that cannot be taken away.
 */
export function cleanSentence(text: string): string {
  const line = text
    .replace(/[\s\p{Cc}\u061c\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, " ")
    .replace(reference, "")
    .replace(linked, "$1")
    .replace(bracketed, "")
    .replace(/\*\*|__/g, "")
    .trim();
  return /\]\(|<\/?[a-z][^<>]*(?:=|\/>)|<(?:script|img|iframe|style|a)\b/i.test(line) ? "" : line;
}
