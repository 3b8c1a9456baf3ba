import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import type { Plan } from "../strategies/plan.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";
import { refuseOption } from "./refuse-option.ts";

/** Functions that durable plans may hold, by the names under which every process registers them. */
export type NamedFunctions = Readonly<Record<string, (...parameters: never) => unknown>>;

/** The functions of a stored plan: the path of each, and its name. */
export type FunctionNames = Readonly<Record<string, string>>;

/** Throws `invalid_argument` for what is no object of functions. */
export function checkFunctions(functions: unknown): void {
  if (functions === undefined) return;
  if (typeof functions !== "object" || functions === null || Array.isArray(functions))
    refuseOption(`functions must be an object { name: function }, not ${showValue(functions)}`);
  for (const [name, value] of Object.entries(functions))
    if (typeof value !== "function")
      refuseOption(`functions.${name} must be a function, not ${showValue(value)}`);
}

/** Puts names in the place of a plan's functions when it is stored, and functions in the place of names. */
export class PlanFunctions {
  readonly #byName: ReadonlyMap<string, unknown>;
  readonly #names = new Map<unknown, string>();

  constructor(functions: NamedFunctions = {}) {
    this.#byName = new Map(Object.entries(functions));
    for (const [name, value] of this.#byName) if (!this.#names.has(value)) this.#names.set(value, name);
  }

  /** The plan without the functions that have a name, and which stood where. */
  name(plan: Plan): { readonly plan: Plan; readonly names: FunctionNames | undefined } {
    if (this.#names.size === 0) return { plan, names: undefined };
    const names: Record<string, string> = {};
    const bare = mapFunctions(plan, (path, value) => {
      const name = typeof value === "function" ? this.#names.get(value) : undefined;
      if (name === undefined) return value;
      names[path] = name;
      return undefined;
    });
    return Object.keys(names).length === 0 ? { plan, names: undefined } : { plan: bare, names };
  }

  /** The plan with its functions again; those that nobody has registered stay away. */
  restore(plan: Plan, names: FunctionNames | undefined): Plan {
    if (names === undefined) return plan;
    return mapFunctions(plan, (path, value) =>
      Object.hasOwn(names, path) ? this.#byName.get(names[path]) : value,
    );
  }

  /** What is not registered of a stored plan's functions. */
  findMissing(names: FunctionNames | undefined): OrchestrationError | undefined {
    for (const [path, name] of Object.entries(names ?? {})) {
      if (this.#byName.has(name)) continue;
      const message = `Function "${name}" not registered, which the plan holds at "${path}": pass it in new Orchestrator({ functions })`;
      return new OrchestrationError(ErrorCode.NOT_REGISTERED, message, { details: { function: name, path } });
    }
    return undefined;
  }
}

/** The paths of the functions that a plan may hold by name. */
export function listFunctions(plan: Plan): readonly string[] {
  const paths: string[] = [];
  mapFunctions(plan, (path, value) => {
    if (typeof value === "function") paths.push(path);
    return value;
  });
  return paths;
}

type Change = (path: string, value: unknown) => unknown;

/** The plan with something else wherever a function may stand. */
function mapFunctions(plan: Plan, change: Change): Plan {
  switch (plan.strategy) {
    case "task":
      return { ...plan, task: mapInput(plan.task, "task", change) };
    case "hierarchical": {
      const changed = mapFields(plan, ["aggregationStrategy", "select"], change);
      return { ...changed, subtasks: mapInputs(plan.subtasks, "subtasks", change) };
    }
    case "consensus":
      return mapFields(plan, ["equivalence", "select", "input"], change);
    default:
      return { ...plan, tasks: mapInputs(plan.tasks, "tasks", change) };
  }
}

function mapInputs(tasks: readonly TaskSpec[], path: string, change: Change): readonly TaskSpec[] {
  return tasks.map((task, position) => mapInput(task, `${path}[${position}]`, change));
}

function mapInput(task: TaskSpec, path: string, change: Change): TaskSpec {
  const input = change(`${path}.input`, task.input);
  return input === task.input ? task : { ...task, input };
}

function mapFields<P extends object>(plan: P, names: readonly (keyof P & string)[], change: Change): P {
  let changed = plan;
  for (const name of names) {
    const value = change(name, plan[name]);
    if (value !== plan[name]) changed = { ...changed, [name]: value };
  }
  return changed;
}
