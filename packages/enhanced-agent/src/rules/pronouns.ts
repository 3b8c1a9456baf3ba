const pronoun = /\b(?:it|they|this|that|them|these|those)\b/gi;
/** Before these, "it" stands for nothing: "is it true that", "make it clear". */
const dummy =
  /^ (?:true|correct|right|possible|safe|worth|better|best|necessary|a fact|the case|ok|okay|time|clear|easy|hard|take|takes)\b/i;
/** What may follow a pronoun that stands for a thing. */
const after =
  /^(?:\s*$|\s*[,.;:!?)]|\s+(?:and|or|for|in|on|of|with|to|into|from|as|at|by|is|are|was|were|has|have|does|do|can|could|will|would|should|works?|means?|supports?|using|against|vs|versus|first|too|again|without|under|within|when|if|needs?|persists?|stores?|handles?|scales?|runs?|costs?|compares?|differs?|better|so)\b)/i;

/**
 * Puts the topic in the place of "it", "this" or "them" where that stands for a thing that was named before.
 *
 * @example
 * resolvePronouns("make a plan for it", "OAuth"); // "make a plan for OAuth"
 */
export function resolvePronouns(clause: string, topic: string): string {
  if (topic === "") return clause;
  const parts = clause.split(/(["“`][^"”`]*["”`])/);
  const resolved = parts.map((part, index) => (index % 2 === 1 ? part : replaceIn(part, topic, index === 0)));
  return resolved
    .join("")
    .replace(/\b(?:its|their)\b(?=\s\p{L})/gu, () => `${topic}’s`)
    .replace(/\bwhich one\b(?! of\b)/gi, () => `which of ${topic}`);
}

function replaceIn(part: string, topic: string, isFirst: boolean): string {
  return part.replace(pronoun, (word, offset: number) => {
    const rest = part.slice(offset + word.length);
    const before = part.slice(0, offset);
    const stays =
      dummy.test(rest) ||
      (isFirst && before.trim() === "" && !/^\s*[?]?$/.test(rest) && /^that$/i.test(word));
    if (stays) return word;
    // "that" and "this" also begin clauses and go before nouns; a question's subject stands before any verb.
    const isSubject = /\b(?:do|does|did|how|is|are|was|can|could|should|would|will)\s+$/i.test(before);
    const isThing = /^(?:that|this|these|those)$/i.test(word)
      ? after.test(rest) && !isClauseStart(word, before)
      : after.test(rest);
    if (/^they$/i.test(word)) return topic;
    return isThing || (isSubject && /^(?:it|they|them)$/i.test(word)) ? topic : word;
  });
}

/** "verify that is …", "an app that does …" */
function isClauseStart(word: string, before: string): boolean {
  return (
    /^that$/i.test(word) &&
    !/\b(?:for|of|about|on|with|to|do|implement|plan|test|compare|like)\s+$/i.test(before)
  );
}
