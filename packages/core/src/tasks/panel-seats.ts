import type { LiveTask } from "./live-task.ts";

/** For each type with several seats, who takes them; JSON, since it is recorded. */
export type Seats = readonly (readonly [agentType: string, names: readonly (string | null)[]])[];

const panelPrefix = "consensus ";
const seatsSuffix = " seats";

/** Under which key the outcome of a vote among children is recorded. */
export function namePanel(vote: string): string {
  return panelPrefix + vote;
}

/** Under which key the seats of a vote among children are recorded. */
export function nameSeats(panel: string): string {
  return panel + seatsSuffix;
}

/** True for a child whose agent was named for a seat of a vote, and not by whoever put the question. */
export function isPanelSeat({ parent, run, spec }: LiveTask): boolean {
  if (parent === undefined) return false;
  const { agentType, agentName } = spec;
  const earlier = run.extra?.history?.steps.get(parent.record.taskId);
  return [earlier, parent.extra?.steps].some((steps) =>
    [...(steps ?? [])].some(
      ([key, value]) =>
        key.startsWith(panelPrefix) &&
        key.endsWith(seatsSuffix) &&
        (value as Seats).some(([type, names]) => type === agentType && names.includes(agentName ?? null)),
    ),
  );
}
