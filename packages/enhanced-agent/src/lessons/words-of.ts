/** Characters of a situation that are read; what it is about stands before that. */
const mostCharacters = 20_000;
const mostWords = 500;

/** Words that say how something is asked for, not what about. */
const emptyWords = new Set(
  (
    "a about above after again all also am an and any are as at be because been before being below between both but by can " +
    "could did do does doing don down each few for from further get give had has have having he help her here him his how i if " +
    "in into is it its just let make many may me more most much must my need no nor not now of off on once one only or other " +
    "our out over own please same she should so some such than that the their them then there these they this those through " +
    "to too under until up us use using very want was we were what when where which while who whom why will with would you your"
  ).split(" "),
);

/** Scripts that write words without spaces between them. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/**
 * The different words of a text that say what it is about, without their endings; pairs of letters where words are not written apart.
 *
 * @example
 * wordsOf("Compare the prices of C++ compilers"); // ["compar", "pric", "c++", "compiler"]
 */
export function wordsOf(text: string): readonly string[] {
  const words = new Set<string>();
  const small = text.slice(0, mostCharacters).normalize("NFKC").toLowerCase();
  for (const [word] of small.matchAll(/[\p{L}\p{N}\p{M}]+[+#]*/gu)) {
    if (emptyWords.has(word)) continue;
    for (const part of unspaced.test(word) ? pairsOf(word) : [cutEnding(word)]) words.add(part);
    if (words.size >= mostWords) break;
  }
  return [...words].slice(0, mostWords);
}

function pairsOf(word: string): string[] {
  const letters = [...word];
  if (letters.length < 2) return letters;
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

/** One form for "plans", "planned" and "planning"; of English, which other languages are seldom harmed by. */
function cutEnding(word: string): string {
  if (word.length > 40 || !/^[a-z]{4,}$/.test(word)) return word;
  let stem = word;
  if (stem.endsWith("ies")) stem = `${stem.slice(0, -3)}y`;
  else if (stem.endsWith("s") && !/(?:ss|us|is)$/.test(stem)) stem = stem.slice(0, -1);
  const verb = stem.endsWith("ing") ? stem.slice(0, -3) : /[^e]ed$/.test(stem) ? stem.slice(0, -2) : "";
  if (verb.length >= 3 && /[aeiouy]/.test(verb))
    stem = verb.length > 3 ? verb.replace(/([bdgmnprt])\1$/, "$1") : verb;
  return stem.length > 3 && stem.endsWith("e") ? stem.slice(0, -1) : stem;
}
