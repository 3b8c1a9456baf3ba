/** The names of everything that the processes share in Redis; all begin with the prefix. */

export const defaultPrefix = "convoke";

/** The queue of an agent, which no other agent has: BullMQ's names hold no `:`, and the dot parts type and name. */
export function nameQueue(agentType: string, agentName: string): string {
  return `${encode(agentType)}.${encode(agentName)}`;
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(".", "%2E");
}

/** The stream through which a process is told things. */
export function nameInbox(prefix: string, processId: string): string {
  return `${prefix}:inbox:${processId}`;
}

/** Present while a process lives; for a coordinator it holds the number of this life. */
export function nameLife(prefix: string, processId: string): string {
  return `${prefix}:alive:${processId}`;
}

/** What a worker announces of itself, present while it lives. */
export function nameAnnouncement(prefix: string, workerId: string): string {
  return `${prefix}:worker:${workerId}`;
}

/** The ids of all workers, sorted by when they were last heard of. */
export function nameWorkers(prefix: string): string {
  return `${prefix}:workers`;
}

/** The channel on which workers and coordinators hear that something has changed: who is there, or what is to be done. */
export function nameBell(prefix: string): string {
  return `${prefix}:bell`;
}

/** Dead letters: by id, in the order in which they came, and how many there have been. */
export function nameDeadLetters(prefix: string): readonly [letters: string, order: string, count: string] {
  return [`${prefix}:dead`, `${prefix}:dead:order`, `${prefix}:dead:count`];
}

/** What all coordinators together have spent and set aside. */
export function nameBudget(prefix: string): string {
  return `${prefix}:budget`;
}

/** Remembers the outcome of one change to the budget for a while. */
export function nameBudgetStep(prefix: string, processId: string, number: number): string {
  return `${prefix}:budget:step:${processId}:${number}`;
}

/** Who holds the slots of an agent with `maxConcurrency`, sorted by when each runs out. */
export function nameSlots(prefix: string, queue: string): string {
  return `${prefix}:slots:${queue}`;
}

/** No step has this key: asking for it only asks whether the attempt is still wanted. */
export const isItWanted = "convoke:is-it-wanted";
