import { isListOfNames, takeAspect, takePurpose, takeTrailingAspect } from "./list-items.ts";

/** What a comparison or a list speaks of. */
export interface Subjects {
  /** At least two. */
  readonly subjects: readonly string[];
  /** What is asked of each: `speed` in "the speed of React and Vue". */
  readonly aspect?: string;
  /** With its preposition: `for dashboards`. */
  readonly purpose?: string;
}

const politeness =
  /^(?:please\s+|(?:can|could|would)\s+you\s+(?:please\s+)?|i(?:['’]d|\s+would)\s+like\s+(?:you\s+)?to\s+|i\s+want\s+(?:you\s+)?to\s+|help\s+me\s+(?:to\s+)?)/i;
const telling =
  /^(?:explain|describe|list|show(?:\s+me)?|tell\s+me(?:\s+about)?|give\s+me|summari[sz]e|find\s+out|research|discuss)\s+/i;
const comparing = /^(?:compare(?:\s+and\s+contrast)?|contrast)\s+(.+)$/i;
const comparison = /^(?:an?\s+|the\s+)?comparison\s+(?:of|between)\s+(.+)$/i;
const difference =
  /^(?:what(?:['’]s|\s+is|\s+are)\s+)?(?:the\s+)?(?:[a-z]+\s+)?(?:differences?|similarit(?:y|ies)|distinctions?)\s+(?:between|among)\s+(.+)$/i;
const differing = /^how\s+(?:do|does)\s+(.+)$/i;
const betterOne =
  /^(?:which|what)(?:['’]s|(?:\s+one)?\s+(?:is|are))\s+(?:the\s+)?(?:better|best|worse)(\s+for\s[^,:]{1,80})?\s*[,:]\s*(.+)$/i;
const choosing = /^should\s+(?:i|we|you|one)\s+(?:use|choose|pick|prefer|take|learn)\s+(.+)$/i;
/** "X over Y" and "X instead of Y" name the same two as "X or Y". */
const preferring = /\s(?:over|instead\s+of|rather\s+than)\s/i;
const betterThan = /^is\s+(.+)$/i;
const versus = /\s(?:vs\.?|versus)\s/i;
const remark = /\s*[:,–-]\s+(?:which|what)\s.*$/i;
const listing =
  /^(?:research|explain|describe|explore|investigate|study|summari[sz]e|review|evaluate|assess|introduce|look\s+(?:into|up)|(?:tell\s+me|find\s+out|learn)\s+about)\s+(?:about\s+|on\s+)?(.+)$/i;

const weighing =
  /^(?:what\s+are\s+)?(?:the\s+)?(?:main\s+)?(?:pros\s+(?:and|&)\s+cons|(?:advantages|benefits|strengths|upsides)\s+(?:and|&|or)\s+(?:disadvantages|drawbacks|weaknesses|limitations|downsides|risks))\s+(?:of|for)\s+(?:using\s+)?(.+)$/i;

/** Reads whose good and bad sides a text asks for; `undefined` when it asks for something else. */
export function readWeighed(question: string): readonly string[] | undefined {
  const text = trim(question);
  const weighed = (weighing.exec(text) ?? weighing.exec(text.replace(telling, "")))?.[1];
  if (weighed === undefined) return undefined;
  return complete(weighed.replace(preferring, " or "))?.subjects ?? [weighed];
}

/** Reads what a text compares or lists; `undefined` when it does neither. */
export function readSubjects(question: string): Subjects | undefined {
  const text = trim(question);
  return readComparison(text) ?? readComparison(text.replace(telling, "")) ?? readList(text);
}

function trim(question: string): string {
  return question.replace(/[\s?.!]+$/, "").replace(politeness, "");
}

function readComparison(text: string): Subjects | undefined {
  const compared = (comparing.exec(text) ?? comparison.exec(text) ?? difference.exec(text))?.[1];
  if (compared !== undefined) return complete(compared);
  const better = betterOne.exec(text);
  if (better !== null) return complete(better[2], better[1]?.trim());
  const chosen = choosing.exec(text)?.[1].replace(preferring, " or ");
  if (chosen !== undefined) return /\sor\s/i.test(chosen) ? complete(chosen) : undefined;
  return readDiffering(text) ?? readVersus(text);
}

/** "How do A and B differ?", "How does A compare to B?", "Is A better than B?" */
function readDiffering(text: string): Subjects | undefined {
  const asked = differing.exec(text)?.[1];
  const verb = asked === undefined ? undefined : /\s(?:differ|compare)(?=\s|$)/i.exec(asked);
  if (asked !== undefined && verb) {
    const before = asked.slice(0, verb.index);
    const after = asked.slice(verb.index + verb[0].length).trim();
    const other = /^(?:from|to|with)\s+(.+)$/i.exec(after)?.[1];
    if (other !== undefined) return complete(`${before} and ${other}`);
    return complete(after === "" ? before : `${before} ${after}`);
  }
  const compared = betterThan.exec(text)?.[1];
  const than = compared === undefined ? undefined : /\s(?:better|worse)\s+than\s/i.exec(compared);
  if (compared === undefined || !than) return undefined;
  return complete(`${compared.slice(0, than.index)} and ${compared.slice(than.index + than[0].length)}`);
}

/** "A vs B for P", with nothing before it: "Who won A vs B?" asks for something else. */
function readVersus(text: string): Subjects | undefined {
  return versus.test(text) ? complete(text.replace(remark, "")) : undefined;
}

/** "Explain A, B and C", or the bare list. */
function readList(text: string): Subjects | undefined {
  const listed = listing.exec(text)?.[1];
  const read = complete(listed ?? text);
  if (read === undefined || read.purpose?.split(" ").length === 1) return undefined;
  const isJoined = /\s(?:and|or|&)\s/i.test(text);
  return isListOfNames(read.subjects, { isTold: listed !== undefined, isJoined }) ? read : undefined;
}

function complete(list: string, givenPurpose?: string): Subjects | undefined {
  const { items: all, purpose = givenPurpose } = takePurpose(list);
  const leading = takeAspect(all);
  const { items, aspect } = leading.aspect === undefined ? takeTrailingAspect(all) : leading;
  const subjects = [...new Map(items.map((item) => [item.toLowerCase(), item])).values()];
  if (subjects.length < 2 || subjects.length < items.length) return undefined;
  return { subjects, ...(aspect !== undefined && { aspect }), ...(purpose !== undefined && { purpose }) };
}
