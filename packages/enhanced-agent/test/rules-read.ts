import { parseActions } from "../src/action/action-parser.ts";
import type { Asked } from "./rules-follow.ts";

const grammar = {
  actions: [
    { name: "PLAN", fields: ["STEPS", "GOAL", "CRITERIA"] },
    { name: "DELEGATE", fields: ["AGENT_TYPE", "CAPABILITY", "TASK", "INPUT", "USING", "TIMEOUT"] },
    { name: "CONSENSUS", fields: ["QUESTION", "AGENTS", "INPUT", "MIN_AGREEMENT"] },
    { name: "VERIFY", fields: ["VERDICT", "UNMET"] },
    { name: "REFLECT", fields: ["LESSON"] },
    { name: "ANSWER", fields: ["TEXT"] },
  ],
};

/** The actions of a message; throws when anything in it is not understood. */
export function readMessage(message: string): { name: string; fields: Readonly<Record<string, string>> }[] {
  const { actions, problems, text } = parseActions(message, grammar);
  if (problems.length > 0 || text.trim() !== "" || actions.some(({ recovered }) => recovered))
    throw new Error(`not understood: ${JSON.stringify({ problems, text, message })}`);
  return actions.map(({ name, fields }) => ({ name, fields }));
}

/** What a message asks of agents. */
export function listAsked(message: string): Asked[] {
  return readMessage(message).flatMap(({ name, fields }): Asked[] => {
    const input = fields["INPUT"] === undefined ? {} : { input: JSON.parse(fields["INPUT"]) as unknown };
    if (name === "DELEGATE") {
      const using = (fields["USING"] ?? "").split(/[,\s]+/).filter((id) => id !== "");
      return [{ agentType: fields["AGENT_TYPE"] ?? "", task: fields["TASK"] ?? "", using, ...input }];
    }
    if (name !== "CONSENSUS") return [];
    const voters = (fields["AGENTS"] ?? "").split("\n").map((line) => line.replace(/^- /, "").trim());
    const agents = voters.filter((voter) => voter !== "");
    return [
      {
        agentType: agents[0] ?? "",
        task: fields["QUESTION"] ?? "",
        using: [],
        votes: agents.length,
        ...input,
      },
    ];
  });
}
