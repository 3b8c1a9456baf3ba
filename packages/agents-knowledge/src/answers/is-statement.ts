import { toPlainText } from "../text/mask-markup.ts";
import type { Sentence } from "../retrieval/knowledge-index.ts";
import { findWords } from "../retrieval/tokenize.ts";

/** Code and the names of components are nobody's words. */
const notWords = /`[^`]*`|<\/?[A-Za-z][^<>]*>/g;
/** Images first, so that badges, which are images within links, go too. Each part ends where another may begin: linear in any text. */
const image = /!\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])/g;
const link = /\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])|<a\s[^<>]*>[^<]*<\/a>/g;
/** Words of its own that a whole sentence has at least; one that nothing closes may be a caption. */
const [leastWords, leastWordsUnclosed] = [3, 5];

/** A setting, such as `PORT=8080`, says what it says without words. */
const setting = /^[\w.-]{1,60}[ \t]{0,20}=[ \t]{0,20}\S/;
/** Characters, without markup, beyond which nobody reads a quote as one sentence; what its punctuation closes is one for longer. */
const [longestUnclosed, longestQuote] = [800, 1250];

/** A question looks at the same sentences several times. */
const known = new WeakMap<Sentence, boolean>();

/**
 * True when a piece of a document states something in words of its own: no code, no row of a table, no
 * heading, no entry of a table of contents, no badge, no signature, no line that announces what follows, and nothing
 * of more than 1,250 characters, 800 where it is not closed. A setting such as `PORT=8080` states its value.
 */
export function isStatement(sentence: Sentence): boolean {
  const before = known.get(sentence);
  if (before !== undefined) return before;
  const is = states(sentence);
  known.set(sentence, is);
  return is;
}

function states(sentence: Sentence): boolean {
  const { kind, quote } = sentence;
  if (kind !== "prose" || !isShort(sentence) || /:\s*$/.test(quote) || holdsLinksOnly(quote)) return false;
  return (
    setting.test(quote) ||
    findWords(toPlainText(quote.replace(notWords, " "))).length >=
      (isClosed(sentence) ? leastWords : leastWordsUnclosed)
  );
}

/** True when a sentence is short enough to be quoted in an answer. */
export function isShort(sentence: Sentence): boolean {
  const longest = isClosed(sentence) ? longestQuote : longestUnclosed;
  return sentence.quote.length <= longest || toPlainText(sentence.quote).length <= longest;
}

/** True when a sentence is closed by its punctuation; entries of lists and captions often are not. */
export function isClosed({ quote }: Sentence): boolean {
  return /[.!?…。！？]["'”’)\]*_`]{0,4}(?:\([^()]*\)[*_.]{0,3})?\s*$/.test(quote);
}

function holdsLinksOnly(quote: string): boolean {
  const rest = quote.replace(image, "").replace(link, "");
  return rest !== quote && !/[\p{L}\p{N}]/u.test(rest);
}
