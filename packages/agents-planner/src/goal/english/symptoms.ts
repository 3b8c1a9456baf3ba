import type { English, Word } from "./english.ts";
import { readStatement } from "./read-statement.ts";
import { startsStatement } from "./read-verb.ts";

/** Verbs that say that something goes wrong, in their base form. */
const failing = new Set(
  "crash,fail,hang,freeze,leak,break,throw,stall,flicker,lag,misbehave,malfunction,glitch,duplicate,corrupt,vanish,disappear,regress,choke,time out,overflow".split(
    ",",
  ),
);
/** Nouns that name what went wrong. */
const failures = new Set(
  "bug,error,exception,failure,crash,timeout,leak,regression,deadlock,glitch,outage,flicker,freeze,race condition,defect,typo".split(
    ",",
  ),
);
/** After "is", "are", "gets" and the like these tell of a defect. */
const wrong = new Set(
  "broken,wrong,missing,empty,stuck,lost,gone,duplicated,slow,flaky,late,unresponsive,unreachable,down,red,corrupt,corrupted,blank,garbled,out,double,doubled,truncated,incorrect,inaccurate,unusable,unreadable,dead,frozen,locked,rejected,ignored,logged,cut".split(
    ",",
  ),
);
/** In a statement these show that what happens is not what is wanted. */
const complaint =
  /\b(?:no longer|stopped \w+ing|keeps? (?:on )?(?:\w+ly )?\w+ing|nobody|never (?!mind)|twice|instead of|too (?:slow|late|long|much|many|often)|wrongly|double|duplicates?|(?:hours?|minutes?|days?) late|takes? (?:\w+ ){0,2}(?:\d+ ?(?:ms|milliseconds|seconds|secs?|minutes|mins?|hours)|ages|forever)|since the (?:last|latest|new|recent)|after the (?:last|latest|new|recent)|complain(?:s|ed)?|(?:returns?|shows?|does|finds?) nothing|nothing happens|painfully|missing|wrong|not? (?:work|load|start|show|add up|appear|respond|arrive)\w*)\b/i;

/** "Getting a 403 when calling the endpoint" */
const receiving =
  /^(?:(?:i|we) (?:am|are|keep) |(?:i['’]m|we['’]re) )?(?:getting|seeing|receiving|hitting) .+ (?:when|while|after|on|from|if|error)\b/i;

const worsened =
  /\b(?:doubled|tripled|spiked|dropped|slowed|stopped|disappeared|vanished)(?: \w+)? (?:after|since|when)\b/i;

/** True when a clause tells of something that goes wrong: "Login crashes on Safari", "Users are logged out after a minute". */
export function tellsOfDefect(clause: string, english: English): boolean {
  const words = english.tag(clause);
  if (words.some((word, index) => isFailing(word, words, index, english))) return true;
  if (receiving.test(clause) || worsened.test(clause)) return true;
  const isQuestion = clause.endsWith("?");
  if (!isQuestion && !startsStatement(words, english) && readStatement(clause, english) === undefined)
    return false;
  if (words.some(isNegative) || complaint.test(clause)) return true;
  return words.some(
    ({ bare }, index) => wrong.has(bare) && words.slice(Math.max(0, index - 3), index).some(isLinking),
  );
}

function isFailing(word: Word, words: readonly Word[], index: number, english: English): boolean {
  const next = words[index + 1];
  const { verb, noun } = english.kindOf(word.bare);
  const ends =
    next === undefined ||
    /[,.:;]$/.test(word.text) ||
    /^(?:ADP|SCONJ|ADV|AUX|CCONJ|PART)$/.test(next.tag) ||
    /^(?:when|if|whenever|after)$/.test(next.bare);
  if (word.bare === "flaky" || /^(?:race condition|memory leak)s?$/.test(`${word.bare} ${next?.bare}`))
    return true;
  if (/^times?$/.test(word.bare) && next?.bare === "out") return true;
  if (failing.has(verb) && word.bare !== verb && !word.bare.endsWith("ing"))
    return ends || next?.tag === "DET" || next?.tag === "PRON";
  if (failing.has(verb) && index > 0) return ends;
  // "bug tracker" and "error handling" are things to build
  return failures.has(noun) && ends && !/^(?:about|for|of)$/.test(next?.bare ?? "");
}

function isNegative({ bare, isNegated }: Word): boolean {
  return isNegated || bare === "cannot" || bare === "can't";
}

function isLinking({ bare, tag, lemma }: Word): boolean {
  return (
    tag === "AUX" ||
    /^(?:get|keep|become|stay|look|seem|arrive|go|come)$/.test(lemma) ||
    /['’](?:s|re|m)$/.test(bare)
  );
}
