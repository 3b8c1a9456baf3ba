/** Texts are looked through up to here; no model writes a longer one that is meant. */
const longestText = 4_000_000;
/** How often a text is looked through before it is given up, and for short ones how many characters. */
const mostPasses = 10;
const leastCharacters = 1_000_000;

/**
 * Finds the JSON values in what a model wrote: the whole text, or the objects and lists that stand in it, in order, whatever
 * is around them (Markdown fences, sentences, thoughts). Never throws; the work is bounded.
 *
 * @example
 * [...extractJson('Sure: {"a": 1}. Done!')]; // [{ a: 1 }]
 */
export function* extractJson(text: string): Generator<unknown> {
  const bounded = text.slice(0, longestText);
  // What a model thinks aloud may hold drafts of the value. A text that is JSON from end to end has no thoughts around it.
  const thought = bounded.lastIndexOf("</think>");
  const written = thought === -1 ? bounded : bounded.slice(thought + "</think>".length);
  const whole = parse(bounded.trim()) ?? parse(written.trim());
  if (whole !== undefined) {
    yield whole.value;
    return;
  }
  let charactersLeft = Math.max(mostPasses * written.length, leastCharacters);
  for (let at = findBeginning(written, 0); at !== -1 && charactersLeft > 0;) {
    const end = findEnd(written, at);
    charactersLeft -= (end === -1 ? written.length : end) - at;
    const found = end === -1 ? undefined : parse(written.slice(at, end));
    if (found !== undefined) yield found.value;
    at = findBeginning(written, found === undefined ? at + 1 : end);
  }
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function findBeginning(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === "{" || text[at] === "[") return at;
  return -1;
}

/** Behind the bracket that closes the one at `from`; brackets in strings do not count. */
function findEnd(text: string, from: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (isQuoted) {
      if (letter === "\\") at += 1;
      else if (letter === '"') isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === "{" || letter === "[") depth += 1;
    else if ((letter === "}" || letter === "]") && (depth -= 1) === 0) return at + 1;
  }
  return -1;
}
