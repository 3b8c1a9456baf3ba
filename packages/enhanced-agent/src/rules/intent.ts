/** One thing that a prompt asks for. */
export type Intent =
  /** Something is to be found out; `subject` is what later clauses call "it". */
  | { readonly kind: "research"; readonly task: string; readonly subject: string }
  | { readonly kind: "compare"; readonly subjects: readonly string[]; readonly purpose: string }
  | { readonly kind: "verify"; readonly claim: string; readonly votes?: number }
  /** A question that is to be voted upon and is no claim. */
  | { readonly kind: "vote"; readonly question: string; readonly votes: number }
  | { readonly kind: "browse"; readonly task: string; readonly url: string }
  /** `goal` is what the planner is to plan, where that is more than the task says. */
  | { readonly kind: "plan"; readonly task: string; readonly subject: string; readonly goal?: string }
  /** Work for a type of agent that the prompt's verb stands for, or that it names. */
  | { readonly kind: "work"; readonly agentType: string; readonly task: string; readonly subject: string };

/** What a prompt was understood to ask for. */
export interface Reading {
  readonly intents: readonly Intent[];
  /** Clauses in which no request was found. */
  readonly unread: readonly string[];
  /** True when the prompt is longer than what is read of one. */
  readonly isCut: boolean;
  /** What "it" means after all this; empty when there is nothing. */
  readonly topic: string;
}
