import type { ActionGrammar } from "../../src/action/written-action.ts";

/** The words of the shipped actions, and the marker of a run. */
export const corpusGrammar: ActionGrammar = {
  actions: [
    { name: "PLAN", fields: ["STEPS", "GOAL", "CRITERIA"] },
    { name: "DELEGATE", fields: ["AGENT_TYPE", "CAPABILITY", "TASK", "INPUT", "USING", "TIMEOUT"] },
    { name: "CONSENSUS", fields: ["QUESTION", "AGENTS", "INPUT", "MIN_AGREEMENT"] },
    { name: "VERIFY", fields: ["VERDICT", "UNMET"] },
    { name: "REFLECT", fields: ["LESSON"] },
    { name: "ANSWER", fields: ["TEXT"] },
  ],
  marker: "data-5f1d0c9a77e3b642",
};

/** One message of a corpus, and the actions that it must give: none when they are left out. */
export interface CorpusCase {
  readonly kind: string;
  readonly text: string;
  readonly expected?: readonly { readonly name: string; readonly fields: Readonly<Record<string, string>> }[];
}
