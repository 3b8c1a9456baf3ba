import type { AgentTypeName } from "../registry/agent-type.ts";
import type { ConsensusPlan, HierarchicalPlan } from "../strategies/plan.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";
import type { ResultOf } from "./typed-agents.ts";
import type { InputInPlan, SharedInput } from "./typed-inputs.ts";

/** A task within a plan, whose type and input are known to the compiler. */
export interface PlannedSpec<Type, Input> extends Omit<TaskSpec, "agentType" | "input"> {
  readonly agentType?: Type;
  readonly input?: Input;
}

/**
 * The tasks of a plan, each checked against what the agents of its type take.
 *
 * `Types` is inferred from the tasks: one type for each, `unknown` for a task by capability alone. Tasks of
 * types that were not declared, or that are known as `string` only, take any input.
 */
export type SpecsFor<Agents, Types extends readonly unknown[], Previous = readonly Task[]> = {
  readonly [Position in keyof Types]: PlannedSpec<
    Types[Position] & NameOf<Agents, Types[Position]>,
    InputInPlan<Agents, Types[Position], Previous>
  >;
};

/** While a type is still to be written, editors offer those that are known. */
type NameOf<Agents, Type> = unknown extends Type ? (keyof Agents & string) | AgentTypeName : string;

/** The records of a list of tasks, each with the result of its type. */
export type TasksFor<Agents, Types extends readonly unknown[]> = {
  readonly [Position in keyof Types]: Task<unknown, ResultOf<Agents, Types[Position]>>;
};

/**
 * The records before a task of a sequential run, each with the result of its type as far as it is declared.
 *
 * Records have the places of their tasks; as with any list, nothing says that a place is taken already.
 */
export type PreviousFor<Agents, Types extends readonly unknown[]> = [keyof Agents] extends [never]
  ? readonly Task[]
  : number extends Types["length"]
    ? readonly Task[]
    : PlacedTasks<Types, Agents>;

// The types come first, since the compiler shortens its messages. `Omit<TasksFor<…>, …>` would say the same, but is
// worked out anew for each function.
type PlacedTasks<Types extends readonly unknown[], Agents> = readonly Task[] & {
  readonly [Position in keyof Types as Position extends `${number}` ? Position : never]: Task<
    unknown,
    ResultOf<Agents, Types[Position]>
  >;
};

/** What `executeHierarchical` takes; its subtasks are checked one by one. */
export type HierarchicalFor<Agents, Types extends readonly unknown[]> = Omit<
  HierarchicalPlan,
  "strategy" | "subtasks"
> & { readonly subtasks: SpecsFor<Agents, Types> };

/** What `executeConsensus` takes; its input has to suit the types of all its agents. */
export type ConsensusFor<Agents, Type extends string> = Omit<
  ConsensusPlan,
  "strategy" | "agents" | "input"
> & {
  /** One agent type a vote; a repeated type goes to different agents of that type first. */
  readonly agents: readonly Type[];
  readonly input?: SharedInput<Agents, Type>;
};
