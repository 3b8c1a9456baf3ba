import type { ListedAgent } from "../prompt/conversation-view.ts";
import type { Intent } from "./intent.ts";
import { toLine } from "./clean-prompt.ts";
import { readClaim } from "./read-claim.ts";
import { readComparison } from "./read-comparison.ts";
import { readQuestion } from "./read-question.ts";
import { readVote } from "./read-vote.ts";
import { capitalise, readMaking, readWork } from "./read-work.ts";
import { findOwnAgent } from "./own-verbs.ts";
import { address, knownTypes } from "./words.ts";

/** Clauses beyond this are texts, not requests. */
const longestClause = 1_200;

const polite =
  /^(?:[\s,;:–-]+|(?:please|kindly|hi|hello|hey|ok|okay|so|well|now|first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|finally|lastly|also|and|afterwards?|after that|subsequently|step \d+:?|task:?|just|again|quickly|but|or)(?=[\s,:])|(?:could|can|would|will) you(?: please)?\s|i(?:['’]d| would) like (?:you )?(?:to (?:see |have )?|an? (?=\w))|i (?:want|need) (?:you )?to\s|we (?:want|need|have) (?:you )?to\s|(?:i|we) (?=(?:need|want)\s)|(?:help me|help us)(?: to)?\s|let(?:['’]s| us)\s|your (?:task|job) is to\s|try to\s|go ahead and\s|be so kind and\s|to (?=\w)|i would\s|i['’]m looking for\s|make sure to\s)/i;

/** The clause without "please", "could you", "I want to", "then" before its verb. */
export function stripPoliteness(clause: string): string {
  let text = clause.trim().replace(/,?\s+(?:please|thanks|thank you)[.!]?$/i, "");
  for (let round = 0; round < 8; round += 1) {
    const next = text.replace(polite, "").trim();
    if (next === text || next === "") break;
    text = next;
  }
  return text.replace(/^(research|compare|plan|explain|investigate|implement|test|review|debug):\s+/i, "$1 ");
}

/** Reads one clause; `undefined` when no request is found in it. */
export function readClause(
  clause: string,
  { topic, isQuestion, agents }: { topic: string; isQuestion: boolean; agents: readonly ListedAgent[] },
): Intent | { readonly kind: "how"; readonly votes: number } | undefined {
  const text = stripPoliteness(toLine(clause));
  if (text.length > longestClause) return undefined;
  const named = readNamedAgent(text, agents);
  if (named !== undefined) return named;
  const vote = readVote(text);
  if (vote !== undefined) return vote;
  const url = address.exec(text)?.[0].replace(/[.,;:!?)\]]+$/, "");
  const work = readWork(text, topic);
  if (url !== undefined && work === undefined)
    return { kind: "browse", task: capitalise(trimEnd(text)), url };
  const comparison = readComparison(isQuestion && !text.endsWith("?") ? `${text}?` : text);
  if (comparison !== undefined) return comparison;
  const claim = readClaim(isQuestion && !text.endsWith("?") ? `${text}?` : text);
  if (claim !== undefined && claim !== "") return { kind: "verify", claim };
  return work ?? readQuestion(text, isQuestion) ?? readOwnVerb(text, agents) ?? readMaking(text);
}

/** "Ask the knowledge agent to …", "use the browser to …". */
function readNamedAgent(text: string, agents: readonly ListedAgent[]): Intent | undefined {
  const found =
    /^(?:ask|tell|have|let|get|use|instruct)\s+(?:the\s+|an?\s+)?([\w-]+)(?:\s+agent)?\s+(?:to\s+|for\s+)?(.+)$/i.exec(
      text,
    );
  const agentType = found?.[1]?.toLowerCase() ?? "";
  const isAgent = knownTypes.has(agentType) || agents.some((agent) => agent.agentType === agentType);
  if (found === null || !isAgent || (!/\bagent\b/i.test(text) && !/\sto\s/i.test(text))) return undefined;
  const task = capitalise(trimEnd(found[2] ?? ""));
  const url = address.exec(task)?.[0];
  if (agentType === "browser" && url !== undefined) return { kind: "browse", task, url };
  return { kind: "work", agentType, task, subject: task.split(" ").slice(1).join(" ") };
}

function readOwnVerb(text: string, agents: readonly ListedAgent[]): Intent | undefined {
  const [first = "", ...others] = trimEnd(text).split(" ");
  const agentType = others.length === 0 ? undefined : findOwnAgent(first, agents);
  return agentType === undefined
    ? undefined
    : { kind: "work", agentType, task: capitalise(trimEnd(text)), subject: others.join(" ") };
}

function trimEnd(text: string): string {
  return text.replace(/[\s.!]+$/, "");
}
