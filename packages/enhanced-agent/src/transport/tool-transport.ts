import type { ModelReply, ModelToolCall } from "@convoke/core";
import type { ActionDefinition } from "../action/action-definition.ts";
import { parseActions } from "../action/action-parser.ts";
import { toGrammar } from "../action/grammar.ts";
import type { ActionProblem, ParsedMessage } from "../action/written-action.ts";
import { createActionTools } from "./action-tools.ts";
import { formatExampleCall } from "../action/example-call.ts";
import { createCallProblem } from "./call-problem.ts";
import { longestCall, readToolCall } from "./read-tool-call.ts";
import type { ActionAnswer, Transport, TransportOptions } from "./transport.ts";

/** Calls of one reply that are read; the rest is answered, and not performed. */
const mostCalls = 64;
const notPerformed = "Not performed; why is said below.";

/**
 * Actions as calls of tools, for models that call them natively. The list of tools never changes, the mask is `toolChoice`.
 * Text is prose: an action in it is inert, and its writer is told to call the tool.
 */
export function createToolTransport({ definitions, marker }: TransportOptions): Transport {
  const tools = createActionTools(definitions);
  const grammar = toGrammar(definitions, marker);
  return {
    kind: "tools",
    createRequestParts: (allowed) => ({ tools, toolChoice: { allowed, required: allowed.length > 0 } }),
    createReader: () => ({
      push: (text) => text,
      end(reply): ParsedMessage {
        const calls = readCalls(reply);
        const read = calls.slice(0, mostCalls).map((call) => readToolCall(call, definitions));
        const problems = read.flatMap((call) => call.problems);
        if (calls.length > mostCalls) problems.push(refuseMore(calls.length));
        const written = reply.text === "" ? { actions: [] } : parseActions(reply.text, grammar);
        return {
          actions: read.flatMap(({ action }) => (action === undefined ? [] : [action])),
          problems: [
            ...problems,
            ...written.actions.map(({ name, line }) => refuseText(name, line, definitions)),
          ],
          text: reply.text,
        };
      },
    }),
    explainProblems: (problems) => problems.map((problem) => toCallExample(problem, definitions)),
    createAssistantMessage(reply) {
      const toolCalls = readCalls(reply).map((call) => ({
        ...call,
        arguments: keepArguments(call.arguments),
      }));
      return { role: "assistant", content: reply.text, ...(toolCalls.length > 0 && { toolCalls }) };
    },
    createAnswer(reply, { answers, rest }) {
      const open = [...answers];
      const answered = readCalls(reply).map(({ id }) => {
        const content = takeAnswers(open, id);
        return { role: "tool", content: content === "" ? notPerformed : content, toolCallId: id } as const;
      });
      const content = [...open.map(({ text }) => text), rest].filter((text) => text !== "");
      return [...answered, { role: "user", content: content.join("\n\n") }];
    },
  };
}

function readCalls({ toolCalls }: ModelReply): readonly ModelToolCall[] {
  return toolCalls ?? [];
}

/** Arguments that cannot be sent again, since they are too deep or too long for it, are not kept. */
function keepArguments(value: unknown): unknown {
  try {
    return (JSON.stringify(value) ?? "").length > longestCall ? {} : value;
  } catch {
    return {};
  }
}

/** All that answers a call, out of what is open; a second call of the same id finds nothing left, and is answered nonetheless. */
function takeAnswers(open: ActionAnswer[], id: string): string {
  const texts: string[] = [];
  for (let at = open.findIndex((each) => each.toolCallId === id); at !== -1;) {
    texts.push(...open.splice(at, 1).map(({ text }) => text));
    at = open.findIndex((each) => each.toolCallId === id);
  }
  return texts.join("\n\n");
}

/** An example that is a text action becomes a call. */
function toCallExample(problem: ActionProblem, definitions: readonly ActionDefinition[]): ActionProblem {
  const [, name] = /^ACTION: (\S+)/.exec(problem.example) ?? [];
  const definition = definitions.find((each) => each.name === name);
  return definition === undefined ? problem : { ...problem, example: formatExampleCall(definition) };
}

function refuseText(name: string, line: number, definitions: readonly ActionDefinition[]): ActionProblem {
  const definition = definitions.find((each) => each.name === name);
  const example = definition === undefined ? "" : formatExampleCall(definition);
  const problem = createCallProblem("inert_action", `a call of the tool ${name}`, `ACTION: ${name}`, example);
  return { ...problem, line };
}

function refuseMore(count: number): ActionProblem {
  return createCallProblem("too_long", `at most ${mostCalls} calls in a message`, `${count} calls`, "");
}
