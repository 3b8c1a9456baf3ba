import type { ActionGrammar, ParsedMessage } from "./written-action.ts";

/** Reads one message while it is written. */
export interface ActionParser {
  /** Takes the next piece; returns the prose that is certain now. All pieces together are a beginning of `ParsedMessage.text`. */
  push(chunk: string): string;
  /** What the whole message says. Later pieces are not read. */
  end(): ParsedMessage;
}

export function createActionParser(_grammar: ActionGrammar): ActionParser {
  throw new Error("not written yet");
}

export function parseActions(text: string, grammar: ActionGrammar): ParsedMessage {
  const parser = createActionParser(grammar);
  parser.push(text);
  return parser.end();
}
