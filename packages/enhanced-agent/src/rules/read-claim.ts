import { trimItem } from "./read-list.ts";

const asked: readonly RegExp[] = [
  /^(?:so\s+)?is\s+it\s+(?:really\s+)?(?:true|correct|right|a fact|the case)\s+(?:that\s+)?(.+)$/i,
  /^(?:verify|confirm|fact-check|double-check|check|validate|prove|determine|find out|see|make sure|tell me|let me know)\s+(?:that|whether|if)\s+(.+)$/i,
  /^(?:verify|confirm|check|validate|fact-check)\s+(?:the\s+)?(?:claim|statement|fact)s?\s*(?:that|:)?\s*(.+)$/i,
  /^(?:verify|confirm|fact-check)\s*:\s*(.+)$/i,
  /^true\s+or\s+false\s*[:?,-]\s*(.+)$/i,
  /^(?:whether|if)\s+(.+)$/i,
];
const trailing =
  /^(.+?)[,–-]?\s+(?:true or false|is (?:that|this|it) (?:true|correct|right)|right|correct)\s*\?+$/i;
const auxiliary = /^(is|are|was|were|has|have|does|do|can|will)\s+(.+)$/i;
/** Subjects that make it a question for advice, or about nothing that could be looked up as a claim. */
const noSubject = /^(?:there|it|this|that|these|those|i|we|you|one|they|he|she|anyone|anybody)\b/i;
const finiteVerb =
  /\s(?:is|are|was|were|has|have|had|can|cannot|will|does|do|supports?|needs?|uses?|requires?)\s/i;
const baseVerb =
  /^(?:support|use|need|require|have|work|run|include|provide|allow|offer|come|return|store|contain|handle|depend|implement|exist|cost|take|make|guarantee|scale|ship|follow|cause|accept|produce|keep|send|read|write|block|compile|belong|expire|start|stop|live|apply|respect|lock|cache|mean|hold|give|get|do|let|call|load|save|stream|retry|fit|replace)$/i;
/** With these a predicate begins: "Zod | a library", "Bun | not stable". */
const predicateStart =
  /^(?:an?|the|not|still|already|also|always|never|more|less|better|worse|based|written|built|made|used|supported|available|required|considered|known|licensed|enabled|deprecated|part|open|free|production-ready|thread-safe)$/i;

/** The claim that a clause wants checked; `undefined` when it does not ask for that, or cannot be told as a claim. */
export function readClaim(clause: string): string | undefined {
  const text = clause.trim();
  for (const frame of asked) {
    const claim = frame.exec(text)?.[1];
    if (claim !== undefined) return trimClaim(claim);
  }
  const doubted = trailing.exec(text)?.[1];
  if (doubted !== undefined) return trimClaim(doubted);
  const bare = /^(?:verify|confirm|fact-check)\s+(.+)$/i.exec(text)?.[1];
  if (bare !== undefined && finiteVerb.test(bare)) return trimClaim(bare);
  return turnQuestion(text);
}

/** "Is Bun stable?" → "Bun is stable". A claim in another form, "Bun is stable?", stays. */
export function turnQuestion(question: string): string | undefined {
  const text = trimClaim(question);
  const found = auxiliary.exec(text);
  if (found === null)
    return /\?\s*$/.test(question) && finiteVerb.test(text) && /^\p{Lu}\S*\s/u.test(text) && !isAsking(text)
      ? text
      : undefined;
  const [, verb = "", rest = ""] = found;
  const words = rest.split(/\s+/);
  if (noSubject.test(rest) || words.length < 2) return undefined;
  const at = /^(?:is|are|was|were)$/i.test(verb) ? findPredicate(words) : findVerb(words);
  if (at === undefined) return undefined;
  const subject = words.slice(0, at).join(" ");
  const predicate = words.slice(at).join(" ");
  if (/^do$/i.test(verb)) return `${subject} ${predicate}`;
  return /^does$/i.test(verb)
    ? `${subject} ${inflect(words[at] ?? "")} ${words.slice(at + 1).join(" ")}`.trim()
    : `${subject} ${verb.toLowerCase()} ${predicate}`;
}

/** What a claim is about: "Go" of "Go has generics". */
export function nameClaim(claim: string): string {
  const at = finiteVerb.exec(claim)?.index ?? 0;
  return at === 0 ? claim : claim.slice(0, at);
}

function isAsking(text: string): boolean {
  return /^(?:how|what|which|why|when|where|who|whose|should|could|would|may|might|please)\b/i.test(text);
}

function findPredicate(words: readonly string[]): number | undefined {
  const from = /^(?:the|an?|my|our|your|this|all)$/i.test(words[0] ?? "") ? 2 : 1;
  for (let at = from; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (/^(?:of)$/i.test(word)) at += 1;
    else if (predicateStart.test(word) || /^[a-z]{3,}ed$/.test(word)) return at;
    else if (/^(?:for|to|than|with|in|as|on|from|under|by|when|if|while|enough|faster|slower)$/i.test(word))
      return at - 1 >= from && !/^(?:faster|slower)$/i.test(word) ? at - 1 : at;
  }
  return words.length > from ? words.length - 1 : undefined;
}

function findVerb(words: readonly string[]): number | undefined {
  const at = words.findIndex(
    (word, index) => index > 0 && (baseVerb.test(word) || /^(?:been|become)$/i.test(word)),
  );
  return at === -1 ? undefined : at;
}

function inflect(verb: string): string {
  if (/^have$/i.test(verb)) return "has";
  if (/[^aeiou]y$/i.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh|o)$/i.test(verb) ? `${verb}es` : `${verb}s`;
}

function trimClaim(text: string): string {
  return trimItem(text.replace(/[?!]+\s*$/, ""));
}
