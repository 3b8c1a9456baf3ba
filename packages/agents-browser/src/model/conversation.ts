import { type DataBlock, fenceData, type ModelMessage } from "@convoke/core";
import type { Observation } from "../observe/observation.ts";
import { oneLine } from "../observe/quote.ts";
import { countTokens, cutTokens, fitLines } from "./count-tokens.ts";
import { describeChange, describePage, type PageAccount } from "./page-account.ts";
import { systemPrompt } from "./prompt.ts";

/** What a turn tells the model. */
export interface Turn {
  readonly observation: Observation;
  /** What came of the actions of the reply before; words of pages may stand in it. */
  readonly results: readonly string[];
  /** Earlier steps, one a line, for when the conversation begins anew. */
  readonly history: readonly string[];
  /** What is missing of the goal's own condition; words of pages may stand in it. */
  readonly condition?: string | undefined;
  /** Fixed sentences of ours. */
  readonly remarks: readonly string[];
  /** Where else the run has tabs, one a line; addresses are words of pages. */
  readonly tabs: readonly string[];
  readonly stepsLeft: number;
}

/** What the model has been told, within a limit of tokens. */
export interface Conversation {
  readonly messages: readonly ModelMessage[];
  /** Tells what there is: the difference where the page is still the same and there is room, else everything anew. */
  tell(turn: Turn): void;
  /** Remembers a reply, as it was understood. */
  hear(reply: string): void;
  /** Sends back what is wrong with a reply. */
  correct(problem: string): void;
}

/** What a conversation is about. */
export interface ConversationOptions {
  readonly goal: string;
  readonly secretNames: readonly string[];
  /** Tokens of everything but the system message. */
  readonly maxTokens: number;
  /** Takes the values of secrets out of what pages show. */
  readonly redact: <Value>(value: Value) => Value;
}

/** Shares of the room; what is longer is cut. The goal has at most a quarter. */
const shares = {
  page: 0.7,
  change: 0.25,
  results: 0.12,
  history: 0.12,
  condition: 0.08,
  tabs: 0.08,
  secrets: 0.08,
};
const longestRepeated = 1_500;
const longestLine = 5_000;
/** Tokens of the marks around a block. */
const tokensOfFence = 30;
/** Kept free for what has to be said of replies that cannot be read. */
const tokensOfRepairs = 350;

/**
 * Creates the conversation about one goal. All messages but the system's stay within `maxTokens`: what is beyond is
 * forgotten, and the page told anew. Whatever comes from a page stands in a fence.
 */
export function createConversation(options: ConversationOptions): Conversation {
  const { goal, maxTokens, redact } = options;
  const system: ModelMessage = { role: "system", content: systemPrompt };
  const head = describeTask(options);
  let turns: ModelMessage[] = [];
  let known: PageAccount | undefined;

  const measure = (): number => turns.reduce((sum, { content }) => sum + countTokens(content), 0);
  const share = (part: keyof typeof shares): number => Math.floor(maxTokens * shares[part]);
  const fence = (blocks: readonly DataBlock[]): string => fenceData(blocks.filter(({ text }) => text !== ""));
  const listBlocks = ({ results, condition, tabs }: Turn): DataBlock[] => [
    { label: "RESULTS", text: fitLines(results, share("results")) },
    { label: "CONDITION", text: cutTokens(condition ?? "", share("condition")) },
    { label: "TABS", text: fitLines(tabs, share("tabs")) },
  ];
  const conclude = ({ remarks, stepsLeft }: Turn): string =>
    [...remarks, `Steps left: ${stepsLeft}.`].join("\n");

  function tellAll(turn: Turn): void {
    const steps = { label: "STEPS SO FAR", text: fitLines(turn.history, share("history")) };
    const before = [steps, ...listBlocks(turn)];
    const last = conclude(turn);
    const taken = countTokens([head, fence(before), last].join("\n\n")) + tokensOfFence + tokensOfRepairs;
    const room = Math.min(share("page"), maxTokens - taken);
    known = describePage(turn.observation, { maxTokens: room, goal, redact });
    const page = { label: "PAGE", text: known.text };
    turns = [{ role: "user", content: [head, fence([...before, page]), last].join("\n\n") }];
  }

  function tellChange(turn: Turn): boolean {
    const change = known && describeChange(known, turn.observation, { maxTokens: share("change"), redact });
    if (change === undefined) return false;
    const blocks = [...listBlocks(turn), { label: "CHANGE OF THE PAGE", text: change.text }];
    const content = [fence(blocks), conclude(turn)].join("\n\n");
    if (measure() + countTokens(content) + tokensOfRepairs > maxTokens) return false;
    turns.push({ role: "user", content });
    known = change;
    return true;
  }

  return {
    get messages() {
      return [system, ...turns];
    },
    tell(turn) {
      // Before anything is measured: a name may be longer than its secret.
      const { results, history, tabs, condition = "" } = turn;
      const [ofResults, ofHistory, ofTabs] = [results, history, tabs].map((lines) => lines.map(showLine));
      const clean = redact({
        ...turn,
        results: ofResults!,
        history: ofHistory!,
        tabs: ofTabs!,
        condition: showLine(condition),
      });
      if (!tellChange(clean)) tellAll(clean);
    },
    hear(reply) {
      const content = reply.slice(0, longestRepeated).toWellFormed();
      turns.push({ role: "assistant", content: content === "" ? "{}" : content });
    },
    correct(problem) {
      const content = `${problem} Reply with JSON only, in the shape that was asked for.`;
      turns.push({ role: "user", content });
      // The model knows what it has said; the page it does not.
      for (let at = turns.length - 2; at > 0 && measure() > maxTokens; at -= 1)
        if (turns[at]!.role === "assistant") turns[at] = { role: "assistant", content: "{}" };
    },
  };
}

/** As people see it: a secret with something unseen in it would not be known as one. */
const showLine = (text: string): string => oneLine(text, longestLine);

function describeTask({ goal, secretNames, maxTokens }: ConversationOptions): string {
  const names = secretNames.map((name) => JSON.stringify(name));
  const listed = names.length === 0 ? "none" : fitLines(names, Math.floor(maxTokens * shares.secrets));
  return `GOAL: ${JSON.stringify(goal)}\nSECRETS: ${listed.replaceAll("\n", ", ")}`;
}
