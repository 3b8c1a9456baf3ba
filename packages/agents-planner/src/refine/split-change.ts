import { intentOfVerb } from "../goal/verbs.ts";

const opener =
  /^(?:without|with|no|not|don['’]t|do not|leave|drop|skip|remove|omit|cut|exclude|delete|use|using|replace|swap|switch|instead|under|below|within|by|before|until|at most|for at most|less than|in (?:under|less|at most|\d|[A-Z])|add|include|it (?:must|should|shall)|we (?:need|want|don['’]t|do not)|keep it|make it)\b/i;
const filler = /^(?:(?:and|but|also|please|then|now|just|plus|instead|rather|finally|afterwards)\b,?\s*)+/i;
const politeness =
  /^(?:(?:can|could|would|will) you (?:please )?|(?:i|we)(?:['’]d like| would like| want) (?:you )?to |let['’]?s |let us |please )/i;
/** Verbs that are nouns as often: they open a change only before a word such as "the" or "it". */
const nounLike =
  /^(?:research|search|test|plan|design|review|release|update|upgrade|document|benchmark|list|check|order|book|model|port|code|program|host|patch|support|study|survey|scale|move|switch|stop|draft|sketch|outline|track|download|audit|show|run|start|help|pick|click|launch|ship|contrast|increase|tune|clean|find|export|store|email|save|merge|filter|sort|export|import|log|notes?)$/i;
const determiner =
  /^(?:a|an|the|my|our|your|their|its|this|that|these|those|it|them|all|any|every|everything)$/i;

/**
 * Splits a change into what it asks for, each without the words that link it: `"drop the review, and please use Vue"`
 * gives `"drop the review"` and `"use Vue"`.
 */
export function splitChange(text: string): string[] {
  return text
    .replace(/[^\S\n]+/g, " ")
    .split(/(?<=[.!?])\s+|\s*;\s*|\s*\n\s*/)
    .flatMap(splitSentence)
    .map(stripLinks)
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
}

/** True when "also" or "plus" says that what follows comes on top. */
function comesOnTop(part: string): boolean {
  return /^(?:(?:and|but|please)\s+)*(?:also|plus)\b/i.test(part);
}

function splitSentence(sentence: string): string[] {
  const pieces = sentence.split(/(,\s+(?:(?:and|but)\s+)?|\s+(?:and|but)\s+)/i);
  const parts = [pieces[0] ?? ""];
  for (let index = 1; index < pieces.length; index += 2) {
    const link = pieces[index] ?? "";
    const piece = pieces[index + 1] ?? "";
    if (opensChange(piece)) parts.push(piece);
    else parts[parts.length - 1] += `${link}${piece}`;
  }
  return parts;
}

function opensChange(piece: string): boolean {
  const words = piece.replace(filler, "");
  if (opener.test(words)) return true;
  const [verb = "", next = ""] = words.split(/\s+/);
  if (!intentOfVerb.has(verb.toLowerCase())) return false;
  return next !== "" && (!nounLike.test(verb) || determiner.test(next));
}

function stripLinks(part: string): string {
  const isOnTop = comesOnTop(part);
  const bare = part
    .trim()
    .replace(filler, "")
    .replace(politeness, "")
    .replace(filler, "")
    .replace(/[\s.!?,;:]+$/, "");
  return isOnTop && bare !== "" ? `also ${bare}` : bare;
}
