import type { ListedAgent } from "../prompt/conversation-view.ts";
import { isChatter } from "./chatter.ts";
import { cleanPrompt, toLine } from "./clean-prompt.ts";
import { followUp } from "./follow-up.ts";
import type { Intent, Reading } from "./intent.ts";
import { findOwnAgent } from "./own-verbs.ts";
import { resolvePronouns } from "./pronouns.ts";
import { nameComparison } from "./read-comparison.ts";
import { readClause, stripPoliteness } from "./read-clause.ts";
import { nameClaim } from "./read-claim.ts";
import { readList } from "./read-list.ts";
import { asksForAnswer } from "./read-question.ts";
import { shareObject } from "./share-object.ts";
import { splitClauses } from "./split-clauses.ts";
import { splitSentences } from "./split-sentences.ts";
import { meaningOf } from "./words.ts";

/** Requests of one prompt beyond these are left unread, and said to be. */
const mostIntents = 24;

/** Reads what a prompt asks for. `topic` and `last` come from the conversation before it. */
export function readPrompt(
  prompt: string,
  {
    agents,
    topic: earlierTopic = "",
    last,
  }: { readonly agents: readonly ListedAgent[]; readonly topic?: string; readonly last?: Intent | undefined },
): Reading {
  const { text, isCut } = cleanPrompt(prompt);
  const isVerb = (word: string): boolean =>
    meaningOf(word) !== undefined || findOwnAgent(word, agents) !== undefined;
  const intents: Intent[] = [];
  const unread: string[] = [];
  let topic = earlierTopic;
  let page: { sentence: number; start: number; index: number; rest: string } | undefined;
  for (const [number, sentence] of splitSentences(text).entries()) {
    const isQuestion = /[?？]\s*$/.test(sentence);
    for (const { text: written, start, end } of splitClauses(sentence, isVerb)) {
      if (intents.length >= mostIntents) {
        unread.push(written);
        continue;
      }
      const current = intents.at(-1);
      if (page !== undefined && current?.kind === "browse" && goesOnBrowsing(written)) {
        const whole =
          page.sentence === number
            ? sentence.slice(page.start, end)
            : `${page.rest.replace(/[\s.]+$/, "")}. ${toLine(sentence.slice(0, end))}`;
        intents[page.index] = { ...current, task: toLine(`${current.task.charAt(0)}${whole.slice(1)}`) };
        if (page.sentence !== number) page = { ...page, rest: toLine(whole) };
        else page = { ...page, rest: toLine(whole) };
        continue;
      }
      for (const clause of shareObject(stripPoliteness(written)).flatMap(splitAddresses)) {
        if (intents.length > 0 && asksForAnswer(clause)) continue;
        if (compareFound(clause, intents)) {
          topic = nameTopic(intents.at(-1) as Intent, topic);
          continue;
        }
        const resolved = withContext(resolvePronouns(clause, topic), unread);
        const isAsked =
          isQuestion && end >= sentence.length - 1 ? true : isQuestion && !/^\p{Lu}/u.test(written);
        const intent =
          followUp(resolved, current ?? last) ?? readClause(resolved, { topic, isQuestion: isAsked, agents });
        if (intent === undefined) {
          addUnread(toLine(clause), unread, intents);
          topic = readContext(clause) ?? topic;
        } else if (intent.kind === "how") holdVote(intents, intent.votes, unread, clause);
        else {
          add(intents, withSetting(intent, intents, unread));
          topic = nameTopic(intent, topic);
          if (intent.kind === "browse") {
            const stripped = sentence.indexOf(clause.slice(0, 20), start);
            const from = stripped === -1 ? start : stripped;
            page = { sentence: number, start: from, index: intents.length - 1, rest: intent.task };
          } else page = undefined;
        }
      }
    }
  }
  return { intents, unread, isCut, topic };
}

/** "Find out why" asks about the sentences before it, which then are read. */
function withContext(clause: string, unread: string[]): string {
  if (
    unread.length === 0 ||
    !/^(?:find out|tell me|explain|investigate|look into)\s+(?:why|how|when|what)[.!?]?$/i.test(clause)
  )
    return clause;
  const context = unread.splice(0).map((text) => text.replace(/[\s.]+$/, ""));
  return `${clause.replace(/[.!?]$/, "")}: ${context.join(". ")}`;
}

/** "We have a Django app": what is spoken of next. */
function readContext(clause: string): string | undefined {
  const found =
    /^(?:i|we|our team)(?:['’]m| am|['’]re| are|['’]ve| have)?\s+(?:have|has|use|uses|run|runs|maintain|own|built|building|using|writing|working on|got)\s+(.{2,120})$/i;
  const plain = /^(?:i|we)(?: have|['’]ve got| have got)\s+(.{2,120})$/i;
  const thing = found.exec(clause)?.[1] ?? plain.exec(clause)?.[1];
  return thing?.replace(/[\s.,;!]+$/, "");
}

/** "Open https://a.example and https://b.example": a visit each. */
function splitAddresses(clause: string): string[] {
  const found = /^([a-z ]{2,40}) (https?:\/\/\S+?),? and (https?:\/\/\S+)$/i.exec(clause);
  return found === null ? [clause] : [`${found[1]} ${found[2]}`, `${found[1]} ${found[3]}`];
}

/** What follows "open …" and can be done on a page belongs to it. */
function goesOnBrowsing(clause: string): boolean {
  const text = stripPoliteness(clause);
  const [first = "", second = ""] = text.split(" ");
  const meaning = meaningOf(first);
  if (/^(?:find out|look (?:into|up)|research|investigate|verify that)\b/i.test(text)) return false;
  if (/^compare$/i.test(first)) return false;
  if (meaning === "browse") return !/https?:\/\//i.test(text);
  if (
    /^(?:check|verify|find|read|tell|list|summari[sz]e|get|give|search|show|collect|note|copy|save|take|log|sign|choose|select|tick|wait|return|report|count|grab|close|make|name|look|confirm)$/i.test(
      first,
    )
  )
    return !/\b(?:plan|roadmap|strategy|research|comparison)\b/i.test(text) && !/^about$/i.test(second);
  return false;
}

/** Conditions that stand in a sentence of their own belong to what is to be made. */
function addUnread(clause: string, unread: string[], intents: Intent[]): void {
  if (asksForAnswer(stripPoliteness(clause)) || isChatter(clause)) return;
  const current = intents.at(-1);
  const isCondition =
    /^(?:it|they|this|the|that|we|keep|use|avoid|don['’]t|do not|no|without|within|only|never|always|budget|deadline|by|under|with|must|should)\b/i.test(
      clause,
    ) && clause.length <= 300;
  if (isCondition && (current?.kind === "plan" || current?.kind === "work" || current?.kind === "browse"))
    intents[intents.length - 1] = { ...current, task: `${current.task}. ${clause.replace(/[\s.]+$/, "")}` };
  else unread.push(clause);
}

/** "Is Bun stable? Decide by vote." */
function holdVote(intents: Intent[], votes: number, unread: string[], clause: string): void {
  const current = intents.at(-1);
  if (current?.kind === "verify") intents[intents.length - 1] = { ...current, votes };
  else if (current?.kind === "research")
    intents[intents.length - 1] = { kind: "vote", question: current.task, votes };
  else unread.push(toLine(clause));
}

/** "Our checkout fails. Debug it.": what was said before the first request belongs to it. */
function withSetting(intent: Intent, intents: readonly Intent[], unread: string[]): Intent {
  if (intents.length > 0 || unread.length === 0 || (intent.kind !== "work" && intent.kind !== "plan"))
    return intent;
  const setting = unread.splice(0).map((text) => text.replace(/[\s.!]+$/, ""));
  return { ...intent, task: `${intent.task} (${setting.join(". ")})` };
}

/** "Research Kafka. Research NATS. Compare them.": what was to be researched is compared, and needs no research of its own. */
function compareFound(clause: string, intents: Intent[]): boolean {
  if (
    !/^(?:compare|contrast|weigh)\s+(?:them|both|these|those|it|the\s+(?:two|three|four|results|findings|answers|options)|all of them)\b[^,]{0,40}$/i.test(
      clause,
    )
  )
    return false;
  const pages = intents.filter(({ kind }) => kind === "browse").length;
  const subjects: string[] = [];
  let from = intents.length;
  for (let at = from - 1; at >= 0; at -= 1) {
    const intent = intents[at];
    if (intent?.kind !== "research") break;
    subjects.unshift(...readList(intent.subject));
    from = at;
  }
  if (subjects.length < 2) return pages > 1;
  intents.splice(from, intents.length - from, {
    kind: "compare",
    subjects: subjects.slice(0, 8),
    purpose: "",
  });
  return true;
}

function add(intents: Intent[], intent: Intent): void {
  if (intent.kind === "compare") {
    // What is compared is researched for that, once.
    const own = new Set(
      intent.subjects.map((subject) => `research ${subject} ${intent.purpose}`.trim().toLowerCase()),
    );
    const others = intents.filter((other) => other.kind !== "research" || !own.has(other.task.toLowerCase()));
    intents.splice(0, intents.length, ...others);
  }
  const key = JSON.stringify(intent).toLowerCase();
  if (intents.every((other) => JSON.stringify(other).toLowerCase() !== key)) intents.push(intent);
}

function nameTopic(intent: Intent, topic: string): string {
  switch (intent.kind) {
    case "compare":
      return nameComparison(intent);
    case "verify":
      return nameClaim(intent.claim);
    case "vote":
      return intent.question;
    case "browse":
      return intent.url;
    default:
      return intent.subject === "" ? topic : intent.subject;
  }
}
