import type { DataBlock } from "@convoke/core";
import type { AgentState } from "../machine/agent-state.ts";
import type { ActionResult } from "../machine/machine.ts";
import type { ActionContext } from "../loop/action-context.ts";

/**
 * How a field's text is read: as it stands, as JSON, as a number above 0, or as a list with an entry per line (bullets and
 * numbers before the entries are dropped).
 */
export type ActionFieldKind = "text" | "json" | "number" | "list";

/** One field of an action. */
export interface ActionField {
  /** Default "text". */
  readonly kind?: ActionFieldKind;
  /** For the model and for people. */
  readonly description: string;
  /** @default true */
  readonly required?: boolean;
  readonly example: string;
}

export type ActionFields = Readonly<Record<string, ActionField>>;

interface FieldValue {
  readonly text: string;
  readonly json: unknown;
  readonly number: number;
  readonly list: readonly string[];
}

/** The values of an action's fields, as their kinds say. */
export type FieldValues<Fields extends ActionFields> = {
  readonly [Name in keyof Fields]:
    | FieldValue[Fields[Name]["kind"] extends ActionFieldKind ? Fields[Name]["kind"] : "text"]
    | (Fields[Name]["required"] extends false ? undefined : never);
};

/** An action whose fields are understood. */
export interface Action<Fields extends ActionFields = ActionFields> {
  readonly name: string;
  readonly fields: FieldValues<Fields>;
  /** What it was read from. */
  readonly written: ActionWriting;
}

/** Where an action was written: for records, for confirmations, and for the answer to a tool call. */
export interface ActionWriting {
  readonly line: number;
  readonly recovered: boolean;
  readonly toolCallId?: string;
}

/** What an action came to. */
export interface ActionOutcome {
  /** What the model is told, in the agent's own words. */
  readonly note: string;
  /** What the model is shown beside it: always fenced, never an instruction. */
  readonly data?: readonly DataBlock[];
  /** What it means to the machine; left out by actions that change nothing about the state. */
  readonly result?: ActionResult;
}

/** Something that the model may ask for. */
export interface ActionDefinition<Fields extends ActionFields = ActionFields> {
  /** Upper case letters, digits and `_`, e.g. `SEND_MAIL`. */
  readonly name: string;
  /** A sentence for the model and for people. */
  readonly description: string;
  /** Where it is available; elsewhere it is refused. */
  readonly states: readonly AgentState[];
  readonly fields: Fields;
  /** Whether it acts upon the world or spends money: then approval can be asked for, and a recovered one must be confirmed. @default true */
  readonly hasSideEffects?: boolean;
  /** Whether neighbours of its kind in one message run at the same time. @default false */
  readonly runsTogether?: boolean;
  /** Does it. A throw or rejection becomes an observation; misuse cannot end the run. */
  handle(action: Action<Fields>, context: ActionContext): Promise<ActionOutcome> | ActionOutcome;
}
