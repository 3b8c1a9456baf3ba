import { AgentType, ErrorCode, OrchestrationError } from "@convoke/core";
import { findTechnology } from "../goal/technologies.ts";
import { sayWithout } from "../methods/wording.ts";
import type { PlanStep } from "../plan/plan.ts";
import { findKnownTechnology } from "../goal/known-technologies.ts";
import { joinList, shorten } from "../text/phrases.ts";
import { dropSteps } from "./drop-steps.ts";
import { findStepById, findSteps, listTokens } from "./find-steps.ts";
import { dropMention, mentions } from "./mentions.ts";
import type { Refinement } from "./refinement.ts";
import { mapTexts } from "./step-inputs.ts";

/** Something to leave out, in the words that name it. */
export interface Omission {
  readonly name: string;
  /** True for a condition: what no step fits is handed on to the steps that make something, instead of refused. */
  readonly isCondition?: boolean;
}

/**
 * Leaves out what phrases name, all at once: steps, or technologies that steps name.
 *
 * Throws `invalid_input` when nothing fits, and when nothing would be left.
 */
export function leaveOut(refinement: Refinement, omissions: readonly Omission[]): Refinement {
  const named = omissions.map((omission) => ({ ...omission, found: findOmitted(refinement, omission.name) }));
  const byStep = named.filter(({ found }) => found.length > 0);
  const others = named.filter(({ found }) => found.length === 0);
  const rest = byStep.length === 0 ? refinement : leaveOutSteps(refinement, byStep);
  return others.reduce((left, omission) => leaveOutOther(left, omission, refinement.steps), rest);
}

/** The steps that a phrase means; ids of inquiries hold the plan's subject, which is no part that could go. */
function findOmitted({ steps, read }: Refinement, name: string): readonly PlanStep[] {
  const called = findStepById(steps, name);
  if (called !== undefined) return [called];
  const found = findSteps(steps, name);
  const subject = new Set(listTokens(read.object));
  if (!listTokens(name).every((token) => subject.has(token))) return found;
  const parts = found.filter(({ agentType }) => agentType !== AgentType.KNOWLEDGE);
  if (parts.length === 0 || (parts.length === 1 && read.objects.length > 1)) return parts;
  throw refuse(`“${name}” is what the whole plan is about: name the steps that shall go.`, [{ name }]);
}

function refuse(message: string, omissions: readonly Omission[]): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_INPUT, message, {
    details: { names: omissions.map(({ name }) => name) },
  });
}

/** `listed` are the steps of the plan as it was given, of which the reader may choose. */
function leaveOutOther(
  refinement: Refinement,
  { name, isCondition = false }: Omission,
  listed: readonly PlanStep[],
): Refinement {
  const { steps } = refinement;
  if (steps.some(({ description }) => mentions(description, name))) return leaveOutName(refinement, name);
  if (isCondition || isTechnology(name)) return excludeName(refinement, name);
  throw refuse(
    `The plan has nothing that “${name}” fits, so that it cannot be left out. Its steps are ${joinList(
      listed.slice(0, 12).map(({ id, description }) => `“${id}” (${shorten(description, 60)})`),
    )}${listed.length > 12 ? ` and ${listed.length - 12} more` : ""}.`,
    [{ name }],
  );
}

function leaveOutSteps(
  refinement: Refinement,
  omissions: readonly { readonly name: string; readonly found: readonly PlanStep[] }[],
): Refinement {
  const { steps } = refinement;
  const ids = new Set(omissions.flatMap(({ found }) => found.map(({ id }) => id)));
  const { steps: rest, goneToo, loosened } = dropSteps(steps, ids);
  if (rest.length === 0) {
    throw refuse(
      `Without ${joinList(omissions.map(({ name }) => `“${name}”`))} no step of the plan is left: name fewer steps.`,
      omissions,
    );
  }
  const touched = new Set(loosened.map(({ id }) => id));
  const forget = (text: string): string =>
    omissions.reduce((shorter, { name }) => dropMention(shorter, name), text);
  return {
    ...refinement,
    steps: rest.map((step) => (touched.has(step.id) ? rewrite(step, forget) : step)),
    risks: refinement.risks.filter((risk) => !omissions.some(({ name }) => isRiskOf(risk, name))),
    notes: [
      ...refinement.notes,
      ...steps.filter(({ id }) => ids.has(id)).map(({ description }) => `Left out: ${description}`),
      ...goneToo.map(({ description }) => `Left out with it, since nothing is left for it: ${description}`),
      ...(loosened.length === 0
        ? []
        : [
            `${joinList(loosened.slice(0, 6).map(({ id }) => `“${id}”`))} ${loosened.length === 1 ? "goes" : "go"} on without the result of what was left out.`,
          ]),
    ],
  };
}

/** "The walk through needs an address" is no risk of a plan without it: it begins with what is gone. */
function isRiskOf(risk: string, name: string): boolean {
  const opening = listTokens(risk).slice(0, 3);
  return listTokens(name).some((token) => opening.includes(token) && token !== "test");
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
  return excludeName({ ...refinement, goal: dropMention(refinement.goal, name), steps }, name);
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
