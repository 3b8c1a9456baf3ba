/** An action as a model wrote it, before its fields are understood. */
export interface WrittenAction {
  /** Upper case, e.g. `DELEGATE`. */
  readonly name: string;
  /** Texts by field name, in the order in which they were written. */
  readonly fields: Readonly<Record<string, string>>;
  /** 1-based line of the message where it begins; 0 for a tool call. */
  readonly line: number;
  /** True when its `---END---` was missing: what was read may not be all that was meant. */
  readonly recovered: boolean;
  /** For an action that came as a tool call: which call is to be answered. */
  readonly toolCallId?: string;
}

/** Why something in a message could not be taken for an action. */
export type ActionProblemCode =
  | "unknown_action"
  | "unknown_field"
  | "missing_field"
  | "repeated_field"
  | "empty_field"
  | "bad_value"
  | "text_outside_field"
  /** An action inside a code fence, a quotation or a data fence: it is text, and is not performed. */
  | "inert_action"
  /** An action that stands word for word in what an agent brought, or in a document: an echo, and not performed. */
  | "echoed_action"
  /** The message is longer than what is read of one. */
  | "too_long";

/** What is wrong, where, and how it is meant to be. */
export interface ActionProblem {
  readonly code: ActionProblemCode;
  /** 1-based line of the message; 0 for a tool call. */
  readonly line: number;
  readonly expected: string;
  /** Cut to 80 characters. */
  readonly found: string;
  /** The right form, ready to be copied. */
  readonly example: string;
}

/** What a message says: its actions, what is wrong with it, and the text around both. */
export interface ParsedMessage {
  readonly actions: readonly WrittenAction[];
  readonly problems: readonly ActionProblem[];
  /** Everything that is no action, as it was written. */
  readonly text: string;
}

/** The words of the language: the actions that exist, and the fields of each. */
export interface ActionGrammar {
  readonly actions: readonly { readonly name: string; readonly fields: readonly string[] }[];
  /** The marker of the run's data fences: what stands between two of its lines is inert. */
  readonly marker?: string;
}
