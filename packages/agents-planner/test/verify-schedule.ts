import type { PlanSchedule } from "../src/schedule/plan-schedule.ts";
import type { Work } from "./random-steps.ts";

const dust = 1e-6;

/** Why a schedule cannot be carried out; shares no code with the scheduler. */
export function verifySchedule({ steps, agents }: Work, schedule: PlanSchedule): string[] {
  const faults: string[] = [];
  const placed = new Map(schedule.steps.map((step) => [step.id, step]));
  if (schedule.steps.map(({ id }) => id).join() !== steps.map(({ id }) => id).join())
    faults.push("not the plan's steps in the plan's order");
  for (const { id, dependsOn, estimatedTime, capability } of steps) {
    const step = placed.get(id);
    if (step === undefined) continue;
    if (step.startSeconds < 0) faults.push(`${id} starts before the plan`);
    if (Math.abs(step.endSeconds - step.startSeconds - estimatedTime) > 2 * dust)
      faults.push(`${id} takes another time`);
    for (const before of dependsOn)
      if (!((placed.get(before)?.endSeconds ?? Infinity) <= step.startSeconds + dust))
        faults.push(`${id} starts before ${before} ends`);
    const agent = agents.find(({ name }) => name === step.agent);
    if (!agent?.capabilities.some(({ name }) => name === capability))
      faults.push(`${id} is on the wrong agent`);
  }
  for (const { name, maxConcurrency = Number.POSITIVE_INFINITY } of agents) {
    const own = schedule.steps.filter((step) => step.agent === name && step.endSeconds > step.startSeconds);
    for (const { startSeconds } of own) {
      const now = startSeconds + dust;
      const running = own.filter((other) => other.startSeconds <= now && other.endSeconds > now + dust);
      if (running.length > maxConcurrency) faults.push(`${name} does ${running.length} at ${startSeconds}`);
    }
  }
  const end = schedule.steps.reduce((last, step) => Math.max(last, step.endSeconds), 0);
  if (Math.abs(end - schedule.makespanSeconds) > dust) faults.push("the makespan is not the last end");
  return faults;
}
