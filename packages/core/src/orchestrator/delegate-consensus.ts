import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { AgentDescriptor } from "../registry/agent-descriptor.ts";
import { awaitUnlessAborted } from "../runtime/await-unless-aborted.ts";
import { type ConsensusOutcome, runConsensus } from "../strategies/consensus.ts";
import type { ConsensusPlan } from "../strategies/plan.ts";
import type { AgentContext } from "../tasks/agent-context.ts";
import { fingerprint } from "../tasks/fingerprint.ts";
import { namePanel, nameSeats, type Seats } from "../tasks/panel-seats.ts";
import { ContextScope } from "./context-scope.ts";
import { validatePlan } from "./run-plan.ts";

/** How often each question was put under a context: equal ones are told apart by their order. */
const asked = new WeakMap<AgentContext, Map<string, number>>();

/**
 * Lets several agents vote on a question from within an executor: `executeConsensus` among the children of a task, under its
 * signal, budget and depth.
 *
 * A repeated type goes to different agents of that type first, in the order of `context.findAgents`. Voters that need not be heard
 * because the verdict is settled are cancelled; failed and cancelled ones stay in the denominator, as `onVoterFailure` says.
 *
 * Resolves with the outcome whether there is consensus or not. Rejects with `invalid_argument` for a plan that cannot be run, and
 * with the reason of the signal once it aborts. A consensus is recorded as a step: later attempts, also after a crash, get the
 * same one. Without consensus they ask again those voters who had not answered.
 *
 * @example
 * const { consensus, winningResult } = await delegateConsensus(context, {
 *   task: "Is it true that water boils at 100 °C at sea level?",
 *   agents: ["knowledge", "knowledge", "knowledge"],
 *   minAgreement: 0.6,
 * });
 */
export async function delegateConsensus(
  context: AgentContext,
  plan: Omit<ConsensusPlan, "strategy">,
): Promise<ConsensusOutcome> {
  const whole: ConsensusPlan = { ...plan, strategy: "consensus" };
  validatePlan(whole, "delegateConsensus");
  const key = nameVote(context, plan);
  let unsettled: ConsensusOutcome | undefined;
  const settled = await context.step(key, async () => {
    const outcome = await vote(context, whole, key);
    if (outcome.consensus) return outcome;
    unsettled = outcome;
    return null;
  });
  return settled ?? unsettled ?? vote(context, whole, key);
}

async function vote(context: AgentContext, plan: ConsensusPlan, key: string): Promise<ConsensusOutcome> {
  const agents = new Map<string, readonly AgentDescriptor[]>();
  for (const agentType of new Set(plan.agents))
    agents.set(agentType, await context.findAgents({ agentType }));
  // Recorded, because whoever is registered when a later attempt asks must not change what it asks.
  const seats = await context.step(nameSeats(key), () => chooseSeats(context, plan));
  const scope = { current: undefined as ContextScope | undefined };
  try {
    return await awaitUnlessAborted(
      context.signal,
      () =>
        new Promise<ConsensusOutcome>((resolve, reject) => {
          const named = seats.map(([type, names]) => [type, names.map((name) => name ?? undefined)] as const);
          scope.current = new ContextScope(context, { agents, seats: new Map(named), onRefused: reject });
          runConsensus(scope.current, plan, resolve);
        }),
    );
  } finally {
    scope.current?.stopAll(new OrchestrationError(ErrorCode.CANCELLED, "Cancelled: the vote has ended"));
  }
}

/** For each type that votes more than once, the agents that take its seats in turn. */
async function chooseSeats(context: AgentContext, { agents, capability }: ConsensusPlan): Promise<Seats> {
  const seats: Seats[number][] = [];
  for (const agentType of new Set(agents)) {
    const count = agents.filter((type) => type === agentType).length;
    if (count === 1) continue;
    const able = await context.findAgents({ agentType, ...(capability !== undefined && { capability }) });
    const names = Array.from({ length: count }, (_, seat) =>
      able.length < 2 ? null : able[seat % able.length]!.name,
    );
    seats.push([agentType, names]);
  }
  return seats;
}

function nameVote(context: AgentContext, { task, agents, input, ...rules }: Omit<ConsensusPlan, "strategy">) {
  const print = fingerprint({
    agentType: JSON.stringify([agents, rules]),
    description: task,
    input,
  });
  const counts = asked.get(context) ?? new Map<string, number>();
  asked.set(context, counts);
  const occurrence = counts.get(print) ?? 0;
  counts.set(print, occurrence + 1);
  return namePanel(`${print}#${occurrence}`);
}
