/** What came of doing the same thing again. */
type Repetition = "new" | "warn" | "stuck";

/** Remembers what was done in which state of the page. */
export interface Progress {
  /**
   * Notes that `action` was done in the state `before`, and that `after` came of it. `warn`: for the second time to no
   * effect, or for the fourth time at all; `stuck`: once more.
   */
  note(before: string, action: string, after: string): Repetition;
}

const [warnWithoutEffect, stuckWithoutEffect] = [2, 3];
const [warnInAll, stuckInAll] = [4, 6];

/** Pages that load take a while: waiting is no repetition until it goes on for long. */
const patience = 3;

/** Watches for actions that lead nowhere: without effect, or in a circle. */
export function createProgress(): Progress {
  const done = new Map<string, { inAll: number; withoutEffect: number }>();
  return {
    note(before, action, after) {
      const key = `${action}\u0002${before}`;
      const counts = done.get(key) ?? { inAll: 0, withoutEffect: 0 };
      done.set(key, counts);
      counts.inAll += 1;
      if (before === after) counts.withoutEffect += 1;
      const more = action === "wait" ? patience : 0;
      if (counts.withoutEffect >= stuckWithoutEffect + more || counts.inAll >= stuckInAll + more)
        return "stuck";
      if (counts.withoutEffect >= warnWithoutEffect + more || counts.inAll >= warnInAll + more) return "warn";
      return "new";
    },
  };
}
