import { AgentType } from "@convoke/core";

/** A prompt, and what an answer to it must have; fixed before any model was asked. */
export interface EvaluationPrompt {
  /** In two or three words, for tables. */
  readonly name: string;
  readonly prompt: string;
  /** Types of agents of which each must have completed a task that was delegated to it. */
  readonly delegatesTo: readonly string[];
  /** How many tasks must have been delegated at least. @default one for each of `delegatesTo` */
  readonly delegations?: number;
  /** Sources that the answer must cite at least; a citation counts when it names evidence that exists. */
  readonly citations: number;
  /** What the answer must say; facts that stand in the documentation. */
  readonly says?: readonly RegExp[];
  /** A type that nobody has registered: it must have been asked for, and the answer must say that nobody is there. */
  readonly unregistered?: string;
}

const { KNOWLEDGE, PLANNER, CODE } = AgentType;

/** Ten prompts about the documentation of this repository. */
export const prompts: readonly EvaluationPrompt[] = [
  {
    name: "research and plan (votes)",
    prompt:
      "Research how a vote of several agents can stop early and create an implementation plan for a service that uses it.",
    delegatesTo: [KNOWLEDGE, PLANNER],
    citations: 1,
  },
  {
    name: "research and plan (retention)",
    prompt:
      "Research what happens to finished runs under retention, then plan how to delete old data safely.",
    delegatesTo: [KNOWLEDGE, PLANNER],
    citations: 1,
  },
  {
    name: "compare strategies",
    prompt: "Compare sequential, parallel and hierarchical delegation. When is each the right choice?",
    delegatesTo: [KNOWLEDGE],
    citations: 2,
    says: [/sequential/i, /parallel/i, /hierarchical/i],
  },
  {
    name: "compare retries",
    prompt: "Compare retries with fallbacks: what is kept by each of them?",
    delegatesTo: [KNOWLEDGE],
    citations: 1,
    says: [/retr/i, /fallback/i],
  },
  {
    name: "true claim",
    prompt: "Is it true that delegation ends at depth 64?",
    delegatesTo: [KNOWLEDGE],
    citations: 1,
    says: [/64/],
  },
  {
    name: "false claim",
    prompt: "Is it true that the core package depends on the openai package?",
    delegatesTo: [KNOWLEDGE],
    citations: 1,
    says: [/\b(?:no|not|none|nothing|false|untrue|without|zero|never|cannot|contradict\w*|refuted)\b/i],
  },
  {
    name: "consensus",
    prompt: "Let three knowledge agents vote on the question: what is a run with a failed task counted as?",
    delegatesTo: [KNOWLEDGE],
    delegations: 3,
    citations: 1,
    says: [/failed/i],
  },
  {
    name: "simple question",
    prompt: "At which depth does delegation end?",
    delegatesTo: [KNOWLEDGE],
    citations: 1,
    says: [/64/],
  },
  {
    name: "plan only",
    prompt: "Create a plan for adding a new agent to an existing service.",
    delegatesTo: [PLANNER],
    citations: 0,
  },
  {
    name: "unregistered agent",
    prompt:
      "Delegate to the code agent: write a function that adds two numbers. If that is not possible, say why.",
    delegatesTo: [],
    citations: 0,
    unregistered: CODE,
  },
];
