import { type DataBlock, fenceData, type ModelMessage } from "@convoke/core";
import type { Observation } from "../observe/observation.ts";
import { countTokens, fitLines } from "./count-tokens.ts";
import { describeChange, describePage } from "./describe-page.ts";
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
  /** Takes the values of secrets out of what a page shows. */
  readonly redact: (text: string) => string;
}

/** The share of the room that a page may take when it is told in full; the rest is for what follows. */
const shareOfPage = 0.7;
const shareOfResults = 0.12;
const shareOfChange = 0.25;
const longestRepeated = 1_500;
/** Tokens of the marks around a block. */
const tokensOfFence = 30;

/**
 * Creates the conversation about one goal. All messages but the system's stay within `maxTokens`: what is beyond is
 * forgotten, and the page told anew. Whatever comes from a page stands in a fence.
 */
export function createConversation(options: ConversationOptions): Conversation {
  const { maxTokens, redact } = options;
  const system: ModelMessage = { role: "system", content: systemPrompt };
  const head = describeTask(options);
  let turns: ModelMessage[] = [];
  let known: { readonly before: Observation; readonly told: ReadonlyMap<string, string> } | undefined;

  const measure = (): number => turns.reduce((sum, { content }) => sum + countTokens(content), 0);
  const fence = (blocks: readonly DataBlock[]): string =>
    fenceData(
      blocks.filter(({ text }) => text !== "").map(({ label, text }) => ({ label, text: redact(text) })),
    );
  const share = (part: number): number => Math.floor(maxTokens * part);

  function tellAll({ observation, results, history, condition, remarks, tabs, stepsLeft }: Turn): void {
    const before: DataBlock[] = [
      { label: "STEPS SO FAR", text: fitLines(history, share(shareOfResults)) },
      { label: "RESULTS", text: fitLines(results, share(shareOfResults)) },
      { label: "CONDITION", text: condition ?? "" },
      { label: "TABS", text: tabs.join("\n") },
    ];
    const last = [...remarks, `Steps left: ${stepsLeft}.`].join("\n");
    const taken = countTokens(`${head}\n\n${fence(before)}\n\n${last}`) + tokensOfFence;
    const room = Math.min(share(shareOfPage), maxTokens - taken);
    const page = describePage(observation, room);
    const content = [head, fence([...before, { label: "PAGE", text: page.text }]), last].join("\n\n");
    turns = [{ role: "user", content }];
    known = { before: observation, told: page.told };
  }

  function tellChange(turn: Turn): boolean {
    const { observation, results, condition, remarks, tabs, stepsLeft } = turn;
    if (known === undefined || stripFragment(known.before.url) !== stripFragment(observation.url))
      return false;
    const change = describeChange(known, observation, share(shareOfChange));
    if (change === undefined) return false;
    const blocks: DataBlock[] = [
      { label: "RESULTS", text: fitLines(results, share(shareOfResults)) },
      { label: "CONDITION", text: condition ?? "" },
      { label: "TABS", text: tabs.join("\n") },
      { label: "CHANGE OF THE PAGE", text: change.text },
    ];
    const content = [fence(blocks), ...remarks, `Steps left: ${stepsLeft}.`].join("\n\n");
    if (measure() + countTokens(content) > maxTokens) return false;
    turns.push({ role: "user", content });
    known = { before: observation, told: change.told };
    return true;
  }

  return {
    get messages() {
      return [system, ...turns];
    },
    tell(turn) {
      if (!tellChange(turn)) tellAll(turn);
    },
    hear(reply) {
      const content = reply.slice(0, longestRepeated).toWellFormed();
      turns.push({ role: "assistant", content: content === "" ? "{}" : content });
    },
    correct(problem) {
      const content = `${problem} Reply with JSON only, in the shape that was asked for.`;
      turns.push({ role: "user", content });
      // The model knows what it has just said; the page it does not.
      const reply = turns.at(-2);
      if (measure() > maxTokens && reply?.role === "assistant")
        turns[turns.length - 2] = { ...reply, content: "{}" };
    },
  };
}

function stripFragment(url: string): string {
  const at = url.indexOf("#");
  return at === -1 ? url : url.slice(0, at);
}

function describeTask({ goal, secretNames }: ConversationOptions): string {
  const names = secretNames.map((name) => JSON.stringify(name)).join(", ");
  return `GOAL: ${JSON.stringify(goal)}\nSECRETS: ${names === "" ? "none" : names}`;
}
