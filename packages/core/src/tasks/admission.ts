import type { RegisteredAgent } from "../registry/registered-agent.ts";
import { compareTickets, type Ticket, type Waiting, WaitingLine } from "./waiting-line.ts";

/**
 * The gate before every attempt: `maxConcurrency` of each agent and the concurrency of the engine.
 *
 * Who waits is admitted by priority, then age; a task that waits for one agent is in nobody else's way.
 */
export class Admission {
  readonly limit: number;
  running = 0;
  /** Slots of the engine that are held by attempts which ignored their signal. */
  abandoned = 0;
  readonly #lines = new Map<RegisteredAgent, WaitingLine>();
  #tickets = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Takes a slot, or answers false when there is none. */
  tryEnter(agent: RegisteredAgent): boolean {
    if (agent.running >= agent.limit || this.running >= this.limit) return false;
    agent.running++;
    this.running++;
    return true;
  }

  /** Gives a slot back and hands it to whoever is next. */
  leave(agent: RegisteredAgent): void {
    agent.running--;
    this.running--;
    if (this.#lines.size > 0) this.#admitNext();
  }

  /** Waits for a slot; `admitted` is called with the slot taken. */
  wait(agent: RegisteredAgent, { priority, age, admitted, turnedAway }: Waiting): Ticket {
    const number = this.#tickets++;
    const ticket: Ticket = { agent, number, priority, age, admitted, turnedAway, waiting: true };
    let line = this.#lines.get(agent);
    if (line === undefined) this.#lines.set(agent, (line = new WaitingLine()));
    line.add(ticket);
    agent.waiting++;
    return ticket;
  }

  /** Leaves the line without a slot. */
  withdraw(ticket: Ticket): void {
    const { agent } = ticket;
    const line = this.#lines.get(agent);
    if (line === undefined || !line.withdraw(ticket)) return;
    agent.waiting--;
    if (line.isEmpty) this.#lines.delete(agent);
  }

  /** True when every slot that the agent could get is held by an attempt that ignored its signal. */
  isDeaf(agent: RegisteredAgent): boolean {
    return agent.abandoned >= agent.limit || this.abandoned >= this.limit;
  }

  /** The agents somebody waits for. */
  waitedFor(): readonly RegisteredAgent[] {
    return [...this.#lines.keys()];
  }

  /** Sends away everyone in line for an agent, in order. */
  turnAway(agent: RegisteredAgent): void {
    for (const ticket of this.#lines.get(agent)?.inOrder() ?? []) {
      if (!ticket.waiting) continue;
      this.withdraw(ticket);
      ticket.turnedAway();
    }
  }

  #admitNext(): void {
    while (this.running < this.limit) {
      let best: Ticket | undefined;
      for (const [agent, line] of this.#lines) {
        if (agent.running >= agent.limit) continue;
        const first = line.first();
        if (first !== undefined && (best === undefined || compareTickets(first, best) < 0)) best = first;
      }
      if (best === undefined) return;
      this.withdraw(best);
      best.agent.running++;
      this.running++;
      best.admitted();
    }
  }
}
