import type { Amount } from "../budget/budget-limits.ts";
import { checkAmount } from "../budget/check-amount.ts";
import { openEnvelope, type OpenedEnvelope } from "../budget/open-envelope.ts";
import type { Ticket } from "../engines/engine.ts";
import type { RegisteredAgent } from "../registry/registered-agent.ts";
import type { Attempt } from "./attempt.ts";
import { stopFor } from "./failure.ts";
import type { LiveTask } from "./live-task.ts";

/**
 * Sets the agent's estimate aside where money or tokens are limited; throws `budget_exceeded` when there is
 * no room. Returns a promise when the reservation has to be committed before the attempt may start.
 */
export function openTaskEnvelope(task: LiveTask, agent: RegisteredAgent): Promise<void> | undefined {
  const { budget, run } = task;
  if (budget === undefined || !budget.limitsSpend || task.extra?.opened !== undefined) return undefined;
  const opened = openEnvelope(budget, agent.estimateFor(task.spec.capability), agent.agent.name);
  keepEnvelope(task, opened);
  if (run.journal === undefined) return undefined;
  recordEnvelope(task, opened.envelope.free);
  return run.journal.commit();
}

/** `context.budget.reserve`: from the task's envelope first, then from the budgets above. */
export async function reserveAmount(attempt: Attempt, amount: Amount): Promise<Ticket> {
  const { task } = attempt;
  // Before anything is opened for it.
  checkAmount(amount, "reserve");
  const opened = task.extra?.opened ?? keepEnvelope(task, openFreely());
  const { costUsd = 0, tokens = 0 } = amount;
  const extra = task.needed;
  extra.tickets = (extra.tickets ?? 0) + 1;
  const fence = task.run.journal?.fence ?? 0;
  const ticket = { ticketId: `${task.record.taskId}:${fence}:${extra.tickets}`, amount: { costUsd, tokens } };
  opened.envelope.draw(ticket.ticketId, ticket.amount);
  const { journal } = task.run;
  if (journal !== undefined && task.budget?.limitsSpend === true) {
    recordEnvelope(task, opened.envelope.free);
    journal.putSpend({ ticketId: ticket.ticketId, taskId: task.record.taskId, reserved: ticket.amount });
    await journal.commit();
  }
  return ticket;
}

/** Books the truth; an executor that has used more than every budget allows is stopped. */
export async function settleTicket(attempt: Attempt, ticket: Ticket, actual: Amount): Promise<void> {
  const { task } = attempt;
  const envelope = task.extra?.opened?.envelope;
  if (envelope === undefined) return;
  const { accepted, overspent } = envelope.settle(ticket.ticketId, actual);
  if (!accepted) return;
  const { journal, kernel } = task.run;
  if (journal !== undefined) {
    const { ticketId, amount } = ticket;
    journal.putSpend({ ticketId, taskId: task.record.taskId, reserved: amount, settled: actual });
    recordEnvelope(task, envelope.free);
  }
  if (overspent !== undefined) kernel.stop(task, stopFor("failed", overspent));
}

/** Ends what was set aside with the agent at work and adds what it has spent to the record. */
export function closeTaskEnvelope(task: LiveTask): void {
  const { extra, agent, attempt, record } = task;
  const opened = extra?.opened;
  // An agent that was chosen and refused, or cancelled while it waited, has used nothing.
  const ran = agent !== undefined && attempt?.agent === agent && attempt !== extra?.chargedAttempt;
  if (opened === undefined) {
    if (ran) addEstimate(task, agent);
    return;
  }
  const spent = opened.envelope.close(ran ? opened.estimate : {});
  extra!.opened = undefined;
  agent?.measureCost(spent.costUsd);
  record.spend = {
    costUsd: (record.spend?.costUsd ?? 0) + spent.costUsd,
    tokens: (record.spend?.tokens ?? 0) + spent.tokens,
  };
  recordEnvelope(task, spentWithoutTickets(opened, spent), true);
}

/** Ends what was set aside with an agent that another one, or the same one as a fallback, comes after. */
export function closeFormerEnvelope(task: LiveTask): void {
  closeTaskEnvelope(task);
  task.needed.chargedAttempt = task.attempt;
}

function keepEnvelope(task: LiveTask, opened: OpenedEnvelope): OpenedEnvelope {
  const extra = task.needed;
  extra.opened = opened;
  extra.envelopes = (extra.envelopes ?? 0) + 1;
  return opened;
}

function addEstimate({ record, spec }: LiveTask, agent: RegisteredAgent): void {
  const { costUsd, tokens } =
    spec.capability === undefined ? agent.estimate : agent.estimateFor(spec.capability);
  if (!costUsd && !tokens) return;
  agent.measureCost(costUsd ?? 0);
  record.spend = {
    costUsd: (record.spend?.costUsd ?? 0) + (costUsd ?? 0),
    tokens: (record.spend?.tokens ?? 0) + (tokens ?? 0),
  };
}

/** What the envelope itself has charged: tickets have records of their own. */
function spentWithoutTickets({ envelope }: OpenedEnvelope, spent: Required<Amount>): Amount {
  return envelope.drawn ? { costUsd: 0, tokens: 0 } : spent;
}

function recordEnvelope({ run, record, extra }: LiveTask, amount: Amount, settled = false): void {
  const { journal } = run;
  if (journal === undefined) return;
  const ticketId = `${record.taskId}:${journal.fence}:envelope${extra?.envelopes}`;
  journal.putSpend({
    ticketId,
    taskId: record.taskId,
    reserved: amount,
    ...(settled ? { settled: amount } : {}),
  });
}

/** Without a limit above there is nothing to reserve from: the envelope only adds up. */
function openFreely(): OpenedEnvelope {
  return openEnvelope(undefined, { costUsd: undefined, tokens: undefined }, "");
}
