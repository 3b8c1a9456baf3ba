import type { RegisteredAgent } from "../registry/registered-agent.ts";
import { createMinHeap, type MinHeap } from "../runtime/min-heap.ts";

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
  /** Counts the tickets of all lines: decides between tasks that were created at once. */
  readonly number: number;
  waiting: boolean;
}

/** Above 0 when `right` goes first: by priority, then age, then who came to the line first. */
export function compareTickets(left: Ticket, right: Ticket): number {
  return right.priority - left.priority || left.age - right.age || left.number - right.number;
}

/**
 * The line before one agent.
 *
 * Who withdraws is only marked, and left out later: leaving a heap from the middle would need its place in it.
 */
export class WaitingLine {
  readonly #heap: MinHeap<Ticket> = createMinHeap(compareTickets);
  #waiting = 0;

  get isEmpty(): boolean {
    return this.#waiting === 0;
  }

  add(ticket: Ticket): void {
    this.#heap.push(ticket);
    this.#waiting++;
  }

  /** Whoever goes next. */
  first(): Ticket | undefined {
    while (this.#heap.peek()?.waiting === false) this.#heap.pop();
    return this.#heap.peek();
  }

  /** Takes a ticket out; false when it had left before. */
  withdraw(ticket: Ticket): boolean {
    if (!ticket.waiting) return false;
    ticket.waiting = false;
    this.#waiting--;
    // What has left must not pile up behind somebody who stays for long.
    if (this.#heap.size() > 2 * this.#waiting + 64) this.inOrder();
    return true;
  }

  /** Everyone in line, in order; who has left is forgotten by it. */
  inOrder(): readonly Ticket[] {
    const tickets: Ticket[] = [];
    for (let ticket = this.#heap.pop(); ticket !== undefined; ticket = this.#heap.pop()) {
      if (ticket.waiting) tickets.push(ticket);
    }
    for (const ticket of tickets) this.#heap.push(ticket);
    return tickets;
  }
}
