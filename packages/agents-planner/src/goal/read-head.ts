import { readComparison, type ComparisonReading } from "./read-comparison.ts";
import { readVerb, type VerbReading } from "./read-verb.ts";

const question =
  /^(?:what|which|who|why|how|when|where|is|are|does|do|did|can|could|has|have|was|were|should)\b/i;
const questionStart =
  /^(?:what(?:'s| is| are| was| were| does| do)?|which(?: is| are)?|how (?:(?:much|many|long|often|far|well|big|old|fast) )?(?:do|does|did|can|could|should|to|would|is|are)(?: (?:i|we|you|one|it)\b)?|why (?:is|are|does|do|did)|who (?:is|are)|where (?:is|are|can|do)|is|are|does|do|did|can|could|has|have|was|were|should)\s+/i;
const choice =
  /^(?:should|shall|do) (?:we|i|you) (?:rather )?(?:use|choose|pick|go with|adopt|take|buy|learn)\s+/i;
const comparison =
  /\b(?:vs\.?|versus|compared (?:to|with)|better than)(?=\s)|^[Ww]hich (?:is|one is|would be) (?:better|faster|best)|\b[Dd]ifferences? between\b/;
/** "make the API faster", "make the page load": nothing new is made. */
export const betterment =
  /\s(?:(?:more|less) \w+|faster|smaller|better|easier|safer|simpler|cheaper|cleaner|lighter|quicker|nicer|shorter|load|run|start|work|scale|accessible|responsive|robust|secure|readable|testable)(?:,? (?:on|in|for|with|under|than|to|again|without|but|by)\b.*)?$/i;
const failure =
  /\b(?:crash(?:es|ed|ing)?|fail(?:s|ed|ing|ure)?|throws?|broken|breaks?|hangs?|freezes?|leak(?:s|ing)?|times? out|timeouts?|bugs?|errors?|exception|(?:does|do|is|are)(?: not|n['’]t) (?:work|working|load|loading|start|starting)|(?:can(?:not|['’]t)|does(?: not|n['’]t)|won['’]t) \w+|stopped working|(?:is|are) (?:missing|empty|stuck|lost|gone|duplicated|(?:too |very )?slow)|wrong|regression|flaky|race condition|deadlock)\b/i;

/** A word that is no known verb, but stands where a verb stands: "upload the backup". */
const unknownVerb =
  /^(?!(?:i|we|you|they|it|he|she|this|that|these|those|all|both|not|about|for|with|in|on|at|of|from|to|by|and|or|the|an?|our|my|your|is|are|as)\s)([a-z]{2,}[^s\W])\s+(?=(?:the|an?|our|my|your|all|every|each|this|these|those|it|them)\s+\S)/i;

/** "give me an overview of": research by another name. */
const overview =
  /^(?:give|show|get|send|provide)(?: (?:me|us))? an? (?:[a-z]+ )?(?:overview|summary|explanation|introduction) (?:of|to|on|about) /i;

/** The head of a clause; a which-is-more question brings its parts along. */
export interface Head extends VerbReading {
  readonly comparison?: ComparisonReading;
}

/** True for a clause that asks rather than orders. */
export function isQuestion(clause: string): boolean {
  return clause.endsWith("?") || question.test(clause);
}

/** Finds out what kind of work a clause asks for, and what follows its verb. */
export function readHead(written: string): Head {
  const clause = written.replace(overview, "research ");
  const choosing = choice.exec(clause);
  if (choosing !== null) return { verb: "decide", intent: "decide", rest: clause.slice(choosing[0].length) };
  const asked = readComparison(clause);
  if (asked !== undefined) return { verb: "compare", intent: "compare", rest: asked.list, comparison: asked };
  const read = readVerb(clause);
  if (comparison.test(clause) && read?.intent !== "research") {
    return {
      verb: "compare",
      intent: "compare",
      rest: clause.replace(
        /^(?:compare|which (?:one )?(?:is|would be) \w+[,:]?|(?:what|how)(?:'s| is| are| do| does)?)\s+/i,
        "",
      ),
    };
  }
  if (read?.verb === "make" && betterment.test(read.rest)) return { ...read, intent: "improve" };
  if (read !== undefined && !(clause.endsWith("?") && question.test(clause))) return read;
  if (failure.test(clause) && !/^how\b/i.test(clause))
    return { verb: "fix", intent: "fix", rest: clause.replace(questionStart, "") };
  if (isQuestion(clause)) return { verb: "find out", intent: "research", rest: findTopic(clause) };
  const unknown = unknownVerb.exec(clause);
  if (unknown !== null)
    return { verb: (unknown[1] ?? "").toLowerCase(), intent: "other", rest: clause.slice(unknown[0].length) };
  const wish = /^(?:i|we|they)(?:['’]d| would)? (?:need|want|have|require|like) /i.exec(clause);
  const rest = wish === null ? clause : clause.slice(wish[0].length);
  return { verb: wish === null ? "" : "make", intent: "other", rest };
}

const plainVerb =
  /^(?:work|works|compare|differ|perform|happen|mean|cost|exist|behave|relate|matter|stand)$/i;

/** What a question is about: "turborepo caching" in "How does turborepo caching work?" */
function findTopic(clause: string): string {
  const rest = clause.replace(/[\s?!.]+$/, "").replace(questionStart, "");
  const words = rest.split(" ");
  const verbAt = words.findIndex((word, index) => index > 0 && plainVerb.test(word));
  return verbAt > 0 ? words.slice(0, verbAt).join(" ") : rest;
}
