import type { DataBlock, ModelMessage } from "@convoke/core";
import type { Exchange } from "../conversation/session-store.ts";
import type { Lesson } from "../lessons/lesson-store.ts";
import type { AgentState } from "../machine/agent-state.ts";
import { formatAgents } from "./agent-list.ts";
import type { ListedAgent } from "./conversation-view.ts";
import { fenceWith } from "./fence-with.ts";
import { formatLastReply } from "./last-reply.ts";
import { cutText, toOneLine } from "./one-line.ts";
import { formatStateLine } from "./state-line.ts";

/** What a run begins with. */
export interface FirstMessageOptions {
  /** The run's marker, `data-` and a nonce that nothing from outside can know. */
  readonly marker: string;
  readonly prompt: string;
  readonly agents: readonly ListedAgent[];
  readonly lessons?: readonly Pick<Lesson, "situation" | "lesson" | "succeeded">[];
  /** Oldest first. */
  readonly earlier?: readonly Pick<Exchange, "prompt" | "answer" | "sources">[];
  readonly state: AgentState;
  readonly allowed: readonly string[];
  /** How many of the earlier exchanges are shown at most, the newest ones. @default all */
  readonly mostEarlier?: number;
  /** Whether the run has a single reply. */
  readonly isLastStep?: boolean;
}

/** Characters of an earlier prompt or answer; this message is in every request of the run and is never shortened later. */
const longestEarlier = 4_000;
/** Characters of all of them together: the oldest are left out, and it is said how many. */
const longestConversation = 12_000;
const longestQuote = 160;
const longestLesson = 400;
/** Sources of an earlier answer that are repeated. */
const mostSources = 12;

/**
 * The first message of the user: the run's marker, who can be delegated to, what was learned and said before, what is asked;
 * each fenced. `readConversation` reads it back.
 */
export function createFirstMessage({
  marker,
  prompt,
  agents,
  lessons = [],
  earlier = [],
  state,
  allowed,
  mostEarlier = Infinity,
  isLastStep = false,
}: FirstMessageOptions): ModelMessage {
  const blocks: DataBlock[] = [{ label: "AGENTS", text: formatAgents(agents) }];
  if (lessons.length > 0)
    blocks.push({ label: "LESSONS", text: lessons.map((lesson) => formatLesson(lesson)).join("\n") });
  const leftOut = Math.max(countLeftOut(earlier), earlier.length - mostEarlier);
  for (const [at, exchange] of earlier.entries()) {
    if (at < leftOut) continue;
    const label = `EARLIER ${at + 1}`;
    blocks.push({ label: `${label} PROMPT`, text: cutText(exchange.prompt, longestEarlier) });
    blocks.push({ label: `${label} ANSWER`, text: cutText(exchange.answer, longestEarlier) });
    if (exchange.sources.length > 0)
      blocks.push({ label: `${label} SOURCES`, text: formatSources(exchange.sources) });
  }
  blocks.push({ label: "PROMPT", text: prompt });
  const notes = earlier.length === 0 ? [] : [noteEarlier(leftOut)];
  if (isLastStep) notes.push(formatLastReply(allowed));
  const content = [`Marker: ${marker}`, fenceWith(marker, blocks), ...notes, formatStateLine(state, allowed)];
  return { role: "user", content: content.join("\n\n") };
}

/** The newest exchange always has room. */
function countLeftOut(earlier: readonly Pick<Exchange, "prompt" | "answer">[]): number {
  let length = 0;
  const oldest = earlier.findLastIndex(({ prompt, answer }, at) => {
    length += Math.min(prompt.length, longestEarlier) + Math.min(answer.length, longestEarlier);
    return length > longestConversation && at < earlier.length - 1;
  });
  return oldest + 1;
}

function noteEarlier(leftOut: number): string {
  const note = "EARLIER blocks are earlier talks: do not reuse their citations.";
  return leftOut === 0 ? note : `${note} ${leftOut} still earlier ones are left out.`;
}

function formatLesson({ situation, lesson, succeeded }: Pick<Lesson, "situation" | "lesson" | "succeeded">) {
  const outcome = succeeded ? "worked" : "failed";
  const asked = cutText(toOneLine(situation), longestQuote);
  return `- Asked: ${asked} (${outcome}). Lesson: ${cutText(toOneLine(lesson), longestLesson)}`;
}

function formatSources(sources: Exchange["sources"]): string {
  const lines = sources.slice(0, mostSources).map(({ id, quote, title, location, line }) => {
    const place = location === undefined || line === undefined ? location : `${location}:${line}`;
    const where = [title, place].filter((part) => part !== undefined).join(", ");
    return `[${id}] “${cutText(toOneLine(quote), longestQuote)}”${where === "" ? "" : ` (${toOneLine(where)})`}`;
  });
  if (sources.length > mostSources) lines.push(`(and ${sources.length - mostSources} more sources)`);
  return lines.join("\n");
}
