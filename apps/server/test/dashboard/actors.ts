import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { Agent, AgentContext, Progress, TaskRequest } from "@convoke/core";
import { z } from "zod";

/** What an actor is told to do, a line of JSON each; a result or a failure is the last. */
export type Cue =
  | { readonly report: Progress }
  | { readonly delegate: string }
  | { readonly result: unknown }
  | { readonly failure: string };

const about = { description: "Plays its part in a test", priority: 5 } as const;

const lineSchema = z.object({
  line: z.string().min(3).describe("What is to be said."),
  times: z.int().min(1).max(5).default(1),
});

/**
 * A plug-in. An `actor` asks the stage at `STAGE_URL` what to do, so that a test decides what happens and when; an
 * `extra` and a `reciter` are done at once.
 */
export const agents: readonly Agent[] = [
  {
    ...about,
    agentType: "actor",
    name: "Actor",
    capabilities: [createCapability("act")],
    executor: (task, context) => perform(task, context),
  },
  // Preferred to the planner that ships, so that a test has a delegation of the main agent in its hand.
  {
    ...about,
    agentType: "planner",
    name: "Understudy",
    priority: 9,
    capabilities: [createCapability("create_plan")],
    executor: (task, context) => perform(task, context),
  },
  {
    ...about,
    agentType: "extra",
    name: "Extra",
    capabilities: [createCapability("pass")],
    executor: ({ description }) => `${description} has passed`,
  },
  {
    ...about,
    agentType: "reciter",
    name: "Reciter",
    capabilities: [createCapability("recite")],
    inputSchema: lineSchema,
    executor: (task) => {
      const { line, times } = task.input as z.infer<typeof lineSchema>;
      return { said: Array.from({ length: times }, () => line).join(" ") };
    },
  },
];

function createCapability(name: string) {
  return { name, description: `Can ${name}`, inputTypes: ["line"], outputTypes: ["text"], estimatedTime: 2 };
}

async function perform(task: TaskRequest, context: AgentContext): Promise<unknown> {
  const { body } = await fetch(`${process.env["STAGE_URL"]}/${encodeURIComponent(task.description)}`, {
    signal: context.signal,
  });
  for await (const line of createInterface({ input: Readable.fromWeb(body as ReadableStream) })) {
    const cue = JSON.parse(line) as Cue;
    if ("report" in cue) context.report(cue.report);
    else if ("delegate" in cue) await context.delegate({ agentType: "actor", description: cue.delegate });
    else if ("failure" in cue) throw new Error(cue.failure);
    else return cue.result;
  }
  throw new Error("The stage has closed");
}
