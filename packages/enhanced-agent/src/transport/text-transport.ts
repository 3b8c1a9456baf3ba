import { createActionParser, parseActions } from "../action/action-parser.ts";
import { toGrammar } from "../action/grammar.ts";
import type { Transport, TransportOptions } from "./transport.ts";

/**
 * Actions as text: works with every model. A reply ends where the model begins to write the agent's part: a state line, or a
 * fence of this run.
 */
export function createTextTransport({ definitions, marker }: TransportOptions): Transport {
  const grammar = toGrammar(definitions, marker);
  return {
    kind: "text",
    createRequestParts: () => ({ stop: [". Allowed now:", `<<${marker}`] }),
    createReader() {
      const parser = createActionParser(grammar);
      let read = "";
      return {
        push(text) {
          read += text;
          return parser.push(text);
        },
        end({ text }) {
          // Deltas that were lost or sent twice: what counts is the whole reply.
          if (!text.startsWith(read)) return parseActions(text, grammar);
          parser.push(text.slice(read.length));
          return parser.end();
        },
      };
    },
    explainProblems: (problems) => problems,
    createAssistantMessage: ({ text }) => ({ role: "assistant", content: text }),
    createAnswer(_reply, { answers, rest }) {
      const content = [...answers.map(({ text }) => text), rest].filter((text) => text !== "");
      return [{ role: "user", content: content.join("\n\n") }];
    },
  };
}
