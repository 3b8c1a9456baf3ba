import type { ConversationView, SeenResult } from "../src/prompt/conversation-view.ts";
import { listAsked } from "./rules-read.ts";
import { decide } from "../src/rules/decide.ts";

const capabilities = (...names: string[]) => names.map((name) => ({ name, description: name }));

/** The agents that ship, as a run lists them. */
export const shippedAgents: ConversationView["agents"] = [
  { agentType: "browser", description: "Web", capabilities: capabilities("browse_goal", "read_page") },
  {
    agentType: "knowledge",
    description: "Research",
    capabilities: capabilities("research", "verify_fact", "read_page"),
  },
  { agentType: "planner", description: "Plans", capabilities: capabilities("create_plan", "bring_together") },
];

/** One request as a line: `agent type: task (steps whose evidence it is given)`. */
export interface Asked {
  readonly agentType: string;
  readonly task: string;
  readonly using: readonly string[];
  readonly input?: unknown;
  readonly votes?: number;
}

/** What becomes of a request in a made-up run. */
export type Reply = (asked: Asked, number: number) => Omit<SeenResult, "agentType" | "task"> | undefined;

const completed: Reply = (_asked, number) => ({
  evidenceId: `E${number}`,
  status: "completed",
  text: `Result ${number}.`,
  sources: [],
});

/** Plays a run by hand up to its answer; every request is settled by `reply`. */
export function playRules({
  prompt,
  earlier = [],
  agents = shippedAgents,
  reply = completed,
}: Partial<Pick<ConversationView, "earlier" | "agents">> & { prompt: string; reply?: Reply }): {
  asked: Asked[];
  view: ConversationView;
  last: string;
} {
  const asked: Asked[] = [];
  let view: ConversationView = {
    marker: "data-1",
    prompt,
    state: "PLANNING",
    allowed: ["PLAN"],
    agents,
    earlier,
    results: [],
    votes: [],
    said: [],
    unmet: [],
  };
  for (let round = 0; round < 12; round += 1) {
    const last = decide(view);
    const now = listAsked(last);
    const results = now.flatMap((each) => {
      asked.push(each);
      const made = Array.from({ length: each.votes ?? 1 }, (_, vote) => reply(each, asked.length + vote));
      return made.flatMap((result) =>
        result === undefined ? [] : [{ ...result, agentType: each.agentType, task: each.task }],
      );
    });
    view = {
      ...view,
      state: "EXECUTING",
      said: [...view.said, last],
      results: [...view.results, ...results],
    };
    if (now.length === 0) return { asked, view, last };
  }
  throw new Error("the rules come to no end");
}

/** What the rules ask for, a line for each request. */
export function followRules(run: { prompt: string; earlier?: ConversationView["earlier"] }): string[] {
  return playRules(run).asked.map(({ agentType, task, using, votes }) => {
    const uses = using.length === 0 ? "" : ` (${using.map((id) => id.slice(1)).join(" ")})`;
    return `${votes === undefined ? "" : `consensus ${votes} `}${agentType}: ${task}${uses}`;
  });
}
