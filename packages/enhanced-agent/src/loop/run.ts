import type { AgentContext, ModelMessage, Task } from "@convoke/core";
import type { ActionProblem } from "../action/written-action.ts";
import { createLedger, type Ledger } from "../evidence/ledger.ts";
import type { MachineSetup, RunState } from "../machine/run-state.ts";
import { initialState } from "../machine/transition.ts";
import { readBlocks } from "../prompt/fence-with.ts";
import type { NamedOutcome } from "../prompt/observation.ts";
import { createTransport } from "../transport/create-transport.ts";
import type { Transport } from "../transport/transport.ts";
import type { EnhancedResult } from "../enhanced-result.ts";
import type { AgentEvent } from "./agent-event.ts";
import type { Deadline } from "./deadline.ts";
import { createDictation, type Dictation } from "./dictation.ts";
import { describeEvent } from "./describe-event.ts";
import { guardContext } from "./guard-context.ts";
import type { LoopSetup, RunRequest } from "./loop-setup.ts";
import { openHistory } from "./open-history.ts";
import type { RunOpening } from "./open-run.ts";
import type { ReadReply } from "./read-reply.ts";
import { recordAgents } from "./record-agents.ts";

/** What the model is still to be told of its last message. */
export interface Untold {
  readonly notes: string[];
  readonly problems: ActionProblem[];
  /** By the position of the action in the message. */
  readonly outcomes: Map<number, NamedOutcome>;
}

/** One run of a main agent while it goes on. */
export interface Run {
  readonly request: RunRequest;
  readonly setup: LoopSetup;
  readonly machine: MachineSetup;
  readonly opening: RunOpening;
  /** The task's own context. */
  readonly context: AgentContext;
  /** What actions get in its place. */
  readonly guarded: AgentContext;
  readonly deadline: Deadline;
  /** Tasks that actions have delegated and that have not settled. */
  readonly pending: ReadonlySet<Promise<Task>>;
  readonly transport: Transport;
  /** What the run has shown to its model of the world's texts. */
  readonly dictation: Dictation;
  readonly ledger: Ledger;
  readonly refusals: EnhancedResult["refusals"][number][];
  history: readonly ModelMessage[];
  state: RunState;
  last: ReadReply | undefined;
  /** Names of actions of messages that said the same as the one before, since something new came. */
  readonly repeated: Set<string>;
  untold: Untold;
  usage: { inputTokens: number; outputTokens: number; costUsd?: number };
  lesson: string | undefined;
  /** What the run could not go on after. */
  cause: unknown;
  report(event: AgentEvent): void;
}

/** Makes a run out of how it begins. */
export function createRun(
  request: RunRequest,
  setup: LoopSetup,
  { opening, context, deadline }: Pick<Run, "opening" | "context" | "deadline">,
): Run {
  const { marker } = opening;
  const { mask, learn, stopWhen, maxVerificationReturns } = setup;
  const pending = new Set<Promise<Task>>();
  const onDelegated = (settled: Promise<Task>): void => {
    pending.add(settled);
    const remove = (): boolean => pending.delete(settled);
    settled.then(remove, remove);
  };
  const findAgents = recordAgents(context, () => run.state.steps);
  const history = openHistory(request, setup, opening);
  const dictation = createDictation();
  dictation.listen(readBlocks(marker, history));
  const run: Run = {
    request,
    setup,
    machine: { mask, learn, stopWhen, maxVerificationReturns },
    opening,
    context,
    guarded: { ...guardContext(context, { deadline, request, setup, onDelegated }), findAgents },
    pending,
    deadline,
    transport: createTransport(setup.transport, { definitions: [...setup.definitions.values()], marker }),
    dictation,
    ledger: createLedger(),
    refusals: [],
    history,
    state: initialState,
    last: undefined,
    repeated: new Set(),
    untold: createUntold(),
    usage: { inputTokens: 0, outputTokens: 0 },
    lesson: undefined,
    cause: undefined,
    report: (event) => context.report({ message: describeEvent(event), data: event }),
  };
  return run;
}

export function createUntold(): Untold {
  return { notes: [], problems: [], outcomes: new Map() };
}
