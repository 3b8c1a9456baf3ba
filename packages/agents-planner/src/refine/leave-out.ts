import { AgentType, ErrorCode, OrchestrationError } from "@convoke/core";
import { findTechnology } from "../goal/technologies.ts";
import { sayWithout } from "../methods/wording.ts";
import type { PlanStep } from "../plan/plan.ts";
import { findKnownTechnology } from "../research/technology-kinds.ts";
import { joinList, shorten } from "../text/phrases.ts";
import { dropSteps } from "./drop-steps.ts";
import { findSteps, listTokens } from "./find-steps.ts";
import { dropMention, mentions } from "./mentions.ts";
import type { Refinement } from "./refinement.ts";
import { mapTexts } from "./step-inputs.ts";

/**
 * Leaves out what a phrase names: steps, or a technology that steps name.
 *
 * Throws `invalid_input` when nothing fits, and when nothing would be left; a condition that no step fits is handed on
 * to the steps that make something.
 */
export function leaveOut(refinement: Refinement, name: string, isCondition: boolean): Refinement {
  const { steps } = refinement;
  const found = findSteps(steps, name);
  if (found.length > 0) return leaveOutSteps(refinement, name, found);
  if (steps.some(({ description }) => mentions(description, name))) return leaveOutName(refinement, name);
  if (isCondition || isTechnology(name)) return excludeName(refinement, name);
  throw new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    `The plan has nothing that “${name}” fits, so that it cannot be left out. Its steps are ${joinList(
      steps.slice(0, 12).map(({ id, description }) => `“${id}” (${shorten(description, 60)})`),
    )}${steps.length > 12 ? ` and ${steps.length - 12} more` : ""}.`,
    { details: { name } },
  );
}

function leaveOutSteps(refinement: Refinement, name: string, found: readonly PlanStep[]): Refinement {
  const { read, steps } = refinement;
  const { steps: rest, goneToo, loosened } = dropSteps(steps, new Set(found.map(({ id }) => id)));
  const subject = new Set(listTokens(read.object));
  const isSubject = found.length > 1 && listTokens(name).every((token) => subject.has(token));
  if (rest.length === 0 || isSubject) {
    throw new OrchestrationError(
      ErrorCode.INVALID_INPUT,
      `Without “${name}” ${rest.length === 0 ? "no step of the plan is left" : "the plan has no subject"}: name the steps that shall go.`,
      { details: { name } },
    );
  }
  const touched = new Set(loosened.map(({ id }) => id));
  return {
    ...refinement,
    steps: rest.map((step) =>
      touched.has(step.id) ? rewrite(step, (text) => dropMention(text, name)) : step,
    ),
    notes: [
      ...refinement.notes,
      ...found.map(({ description }) => `Left out: ${description}`),
      ...goneToo.map(({ description }) => `Left out with it, since nothing is left for it: ${description}`),
      ...(loosened.length === 0
        ? []
        : [`Go on without it: ${joinList(loosened.slice(0, 6).map(({ id }) => `“${id}”`))}.`]),
    ],
  };
}

/** A technology that steps name is named no more. */
function leaveOutName(refinement: Refinement, name: string): Refinement {
  let changed = 0;
  const steps = refinement.steps.map((step) => {
    const rewritten = rewrite(step, (text) => dropMention(text, name));
    if (rewritten.description !== step.description) changed += 1;
    return rewritten;
  });
  if (changed === 0) return excludeName(refinement, name);
  return excludeName({ ...refinement, steps }, name);
}

/** What steps that make something are told to do without. */
function excludeName(refinement: Refinement, name: string): Refinement {
  const words = sayWithout({ ...refinement.read, exclusions: [name] });
  const makers = new Set(
    refinement.steps.filter(({ agentType }) => agentType === AgentType.CODE).map(({ id }) => id),
  );
  const told = refinement.steps.filter(
    ({ id, description }) => makers.has(id) && !description.includes(words),
  );
  const isTold = new Set(told.map(({ id }) => id));
  return {
    ...refinement,
    steps: refinement.steps.map((step) =>
      isTold.has(step.id)
        ? rewrite(step, (text) => (text === step.description ? `${text}${words}` : text))
        : step,
    ),
    notes: [
      ...refinement.notes,
      `Left out: ${name}${told.length === 0 ? "; no step needs to be told so" : `, as ${told.length} step${told.length === 1 ? " is" : "s are"} told`}.`,
    ],
  };
}

/** A step with its own words changed, in its texts and in its input. */
function rewrite(step: PlanStep, change: (text: string) => string): PlanStep {
  return {
    ...step,
    description: change(step.description) || step.description,
    successCriterion: change(step.successCriterion) || step.successCriterion,
    ...(step.input === undefined ? {} : { input: mapTexts(step.input, change) }),
  };
}

function isTechnology(name: string): boolean {
  return findTechnology(name) !== undefined || findKnownTechnology(name)?.name === name;
}
