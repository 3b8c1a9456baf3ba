import type { Agent, TaskRequest } from "../registry/agent.ts";
import type { StandardSchemaV1 } from "../registry/standard-schema.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";

/** Agents by type, as `new Orchestrator({ agents })` takes them. */
export type AgentMap = { readonly [agentType: string]: Agent | readonly Agent[] };

export type MemberOf<Entry> = Entry extends readonly (infer Member)[] ? Member : Entry;

type RequestInput<A> = A extends { executor(task: infer Request, ...rest: never): unknown }
  ? Request extends TaskRequest<infer Input>
    ? Input
    : unknown
  : unknown;

/** What callers pass to an agent: its input schema's side of the caller, else what its executor takes. */
export type InputOfAgent<A> = A extends { readonly inputSchema?: infer Schema }
  ? NonNullable<Schema> extends StandardSchemaV1<infer CallerInput, infer _Converted>
    ? unknown extends CallerInput
      ? RequestInput<A>
      : CallerInput
    : RequestInput<A>
  : RequestInput<A>;

/** What callers get from an agent: its output schema's result, else what its executor returns. */
export type ResultOfAgent<A> = A extends { readonly outputSchema?: infer Schema }
  ? NonNullable<Schema> extends StandardSchemaV1<infer _Raw, infer Result>
    ? unknown extends Result
      ? ReturnOfAgent<A>
      : Result
    : ReturnOfAgent<A>
  : ReturnOfAgent<A>;

type ReturnOfAgent<A> = A extends { executor(...rest: never): infer Result } ? Awaited<Result> : unknown;

/** The input of a type; of several agents under one type, a union. `unknown` for types that were not declared. */
export type InputOf<Agents, Type> = Type extends keyof Agents
  ? InputOfAgent<MemberOf<Agents[Type]>>
  : unknown;

/** The result of a type; of several agents under one type, a union. `unknown` for types that were not declared. */
export type ResultOf<Agents, Type> = Type extends keyof Agents
  ? ResultOfAgent<MemberOf<Agents[Type]>>
  : unknown;

/** A task for a declared type is checked against what its agents take. */
export type SpecFor<Agents, Type extends string> = Omit<TaskSpec, "agentType" | "input"> & {
  readonly agentType?: Type;
  readonly input?: InputOf<Agents, Type>;
};

export type TaskFor<Agents, Type> = Task<InputOf<Agents, Type>, ResultOf<Agents, Type>>;
