import type { RegisteredAgent } from "../registry/registered-agent.ts";

/** Who waits for a slot. */
export interface Waiting {
  readonly priority: number;
  /** When its task was created: the older goes first among equals. */
  readonly age: number;
  readonly admitted: () => void;
  /** Called, out of the line, when the agent will not take anybody any more. */
  readonly turnedAway: () => void;
}

/** A place in the line for a slot. */
export interface Ticket extends Waiting {
  readonly agent: RegisteredAgent;
  previous: Ticket | undefined;
  next: Ticket | undefined;
  waiting: boolean;
}

interface Line {
  first: Ticket | undefined;
  last: Ticket | undefined;
}

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
  readonly #lines = new Map<RegisteredAgent, Line>();

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
    const ticket: Ticket = {
      agent,
      priority,
      age,
      admitted,
      turnedAway,
      previous: undefined,
      next: undefined,
      waiting: true,
    };
    let line = this.#lines.get(agent);
    if (line === undefined) this.#lines.set(agent, (line = { first: undefined, last: undefined }));
    // New tickets belong at the end of their priority, so the search from the end is short.
    let before = line.last;
    while (before !== undefined && goesBefore(ticket, before)) before = before.previous;
    ticket.previous = before;
    ticket.next = before === undefined ? line.first : before.next;
    if (ticket.next === undefined) line.last = ticket;
    else ticket.next.previous = ticket;
    if (before === undefined) line.first = ticket;
    else before.next = ticket;
    agent.waiting++;
    return ticket;
  }

  /** Leaves the line without a slot. */
  withdraw(ticket: Ticket): void {
    if (!ticket.waiting) return;
    ticket.waiting = false;
    ticket.agent.waiting--;
    const line = this.#lines.get(ticket.agent);
    if (line === undefined) return;
    if (ticket.previous === undefined) line.first = ticket.next;
    else ticket.previous.next = ticket.next;
    if (ticket.next === undefined) line.last = ticket.previous;
    else ticket.next.previous = ticket.previous;
    if (line.first === undefined) this.#lines.delete(ticket.agent);
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
    const tickets: Ticket[] = [];
    let ticket = this.#lines.get(agent)?.first;
    for (; ticket !== undefined; ticket = ticket.next) tickets.push(ticket);
    for (const waiting of tickets) {
      this.withdraw(waiting);
      waiting.turnedAway();
    }
  }

  #admitNext(): void {
    while (this.running < this.limit) {
      let best: Ticket | undefined;
      for (const [agent, { first }] of this.#lines) {
        if (first === undefined || agent.running >= agent.limit) continue;
        if (best === undefined || goesBefore(first, best)) best = first;
      }
      if (best === undefined) return;
      this.withdraw(best);
      best.agent.running++;
      this.running++;
      best.admitted();
    }
  }
}

function goesBefore(left: Ticket, right: Ticket): boolean {
  return left.priority === right.priority ? left.age < right.age : left.priority > right.priority;
}
