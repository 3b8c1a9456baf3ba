/**
 * What is called out on the bell (`nameBell`): `<kind> <queue>`, or the kind alone.
 *
 * `jobs <queue>`: attempts were added to that queue; `agents`: a worker has come, gone or changed; `slots <queue>`: an agent
 * with `maxConcurrency` has a slot free.
 */
export type BellKind = "jobs" | "agents" | "slots";

export interface BellCall {
  readonly kind: BellKind;
  readonly queue?: string;
}

export function writeBell(kind: BellKind, queue?: string): string {
  return queue === undefined ? kind : `${kind} ${queue}`;
}

/** `undefined` for what a newer version may call out. */
export function readBell(text: string): BellCall | undefined {
  const [kind, queue] = text.split(" ");
  if (kind !== "jobs" && kind !== "agents" && kind !== "slots") return undefined;
  return queue === undefined ? { kind } : { kind, queue };
}
