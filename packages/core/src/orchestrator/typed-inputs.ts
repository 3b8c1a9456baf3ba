import type { Task } from "../tasks/task.ts";
import type { WithReferences } from "../tasks/with-references.ts";
import type { InputOf, InputOfAgent, MemberOf } from "./typed-agents.ts";

/**
 * The input of a task within a plan: checked when its type is declared, else anything.
 *
 * Agents are looked up by `infer`, not by `Agents[Type]`: for that one the compiler unites the inputs of all
 * agents at each task, and the cost of a plan grows with the square of its size.
 */
export type InputInPlan<Agents, Type, Previous> = string extends Type
  ? OpenInput<Previous>
  : Agents extends { readonly [Name in Type & string]: infer Entry }
    ? CheckedInput<InputOfAgent<MemberOf<Entry>>, Previous>
    : OpenInput<Previous>;

/** The input of a consensus: all agents get the same, so that it has to suit every declared type among them. */
export type SharedInput<Agents, Type> = string extends Type
  ? OpenInput<readonly Task[]>
  : CheckedInput<CommonInput<Agents, Type>, readonly Task[]>;

type CommonInput<Agents, Type> = (
  Type extends keyof Agents ? (input: InputOf<Agents, Type>) => void : never
) extends (input: infer Input) => void
  ? Input
  : never;

type CheckedInput<Input, Previous> = unknown extends Input
  ? OpenInput<Previous>
  : InputOrFunction<Input, Previous>;

/** A value with references, a function of the records before the task, or nothing: then the description has to do. */
type InputOrFunction<Input, Previous> =
  | WithReferences<Input>
  | ((previous: Previous) => Input | undefined)
  | undefined;

/** Any value; a function is called with the records before the task. */
type OpenInput<Previous> =
  | ((previous: Previous) => {} | KeptLiteral | null | undefined | void)
  | {}
  | KeptLiteral
  | null
  | undefined;

/**
 * Fits nothing that `{}` does not fit. It makes the compiler keep `"low"` instead of `string` where tasks are
 * built before their type is known, as in the callback of `map`: the input is checked afterwards as it was written.
 */
type KeptLiteral = "" | 0 | boolean | KeptProperties | readonly [KeptLiteral?, ...KeptLiteral[]];

interface KeptProperties {
  readonly [name: string]: KeptLiteral;
}
