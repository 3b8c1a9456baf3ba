import { AgentType } from "@convoke/core";
import { sayWithNames } from "../compose/say-with-names.ts";
import { listTechnologies } from "../goal/technologies.ts";
import type { PlanStep } from "../plan/plan.ts";
import { findKnownTechnology, type TechnologyKind } from "../goal/known-technologies.ts";
import { kindNames } from "../research/technology-kinds.ts";
import { mentions, replaceMentions } from "./mentions.ts";
import type { Refinement } from "./refinement.ts";
import { mapTexts } from "./step-inputs.ts";

/** Puts one technology in the place of another, wherever the plan names it; where it does not, the new one is used. */
export function replaceTechnology(refinement: Refinement, from: string, to: string): Refinement {
  const change = (text: string): string => replaceMentions(text, from, to);
  const isNamed = refinement.steps.some((step) => namesIt(step, from)) || mentions(refinement.goal, from);
  if (!isNamed) {
    const used = useTechnology(refinement, to);
    return { ...used, notes: [...used.notes, `${from} is nowhere in the plan.`] };
  }
  const steps = refinement.steps.map((step) => {
    if (!namesIt(step, from)) return step;
    return {
      ...step,
      description: change(step.description),
      successCriterion: change(step.successCriterion),
      ...(step.input === undefined ? {} : { input: mapTexts(step.input, change) }),
    };
  });
  return {
    ...refinement,
    goal: change(refinement.goal),
    steps,
    notes: [...refinement.notes, `Replaced: ${from} by ${to}.`],
    assumptions: refinement.assumptions.filter((text) => !text.startsWith(`${from} `)),
    risks: [
      ...refinement.risks,
      ...warnOfStrangers({ ...refinement, goal: change(refinement.goal), steps }, from, to),
    ],
  };
}

/** Uses a technology: in the place of its rival, else in the steps that it is for. */
export function useTechnology(refinement: Refinement, name: string): Refinement {
  const { steps, read, notes } = refinement;
  const known = findKnownTechnology(name);
  const kind = known?.kinds[0];
  const rival = kind === undefined ? undefined : findRival(refinement, name, kind);
  if (rival !== undefined) return replaceTechnology(refinement, rival, name);
  if (steps.some(({ description }) => mentions(description, name)))
    return { ...refinement, notes: [...notes, `In the plan already: ${name}.`] };
  const fitting = new Set(findFitting(steps, kind).map(({ id }) => id));
  const change = (text: string): string => sayWithNames(text, [name], read);
  return {
    ...refinement,
    steps: steps.map((step) => {
      if (!fitting.has(step.id)) return step;
      const own = new Set([step.description, readTask(step)]);
      const input = mapTexts(step.input, (text) => (own.has(text) ? change(text) : text));
      return {
        ...step,
        description: change(step.description),
        ...(step.input === undefined ? {} : { input }),
      };
    }),
    notes: [...notes, `Used: ${name}, in ${fitting.size} step${fitting.size === 1 ? "" : "s"}.`],
  };
}

function readTask({ input }: PlanStep): unknown {
  return typeof input === "object" && input !== null && "task" in input ? input.task : undefined;
}

function namesIt(step: PlanStep, name: string): boolean {
  if (mentions(step.description, name) || mentions(step.successCriterion, name)) return true;
  let found = false;
  mapTexts(step.input, (text) => {
    found ||= mentions(text, name);
    return text;
  });
  return found;
}

/** What the plan is made with; what it is told to do without is none of it. */
function listNamed({ goal, steps }: Refinement): string[] {
  const texts = [goal, ...steps.map(({ description }) => description)];
  return [
    ...new Set(texts.flatMap((text) => listTechnologies(text.replace(/(?:,|\bbut)? without [^.;]*/gi, "")))),
  ];
}

/** A technology of the plan of which there is only one of a kind: a second database would be meant as well as the first. */
function findRival(refinement: Refinement, name: string, kind: TechnologyKind): string | undefined {
  if (kindNames[kind].several === true) return undefined;
  return listNamed(refinement).find(
    (other) => other !== name && findKnownTechnology(other)?.kinds.includes(kind) === true,
  );
}

const placesOfKind: Partial<Readonly<Record<TechnologyKind, RegExp>>> = {
  frontend: /\b(?:pages?|screens?|front-?end|user interface)\b/i,
  backend: /\b(?:endpoints?|server side|services?)\b/i,
  "api-style": /\bendpoints?\b/i,
  validation: /\b(?:endpoints?|validat\w+)\b/i,
  database: /\b(?:data model|storage|database|server side)\b/i,
  "object-mapper": /\b(?:data model|storage|database|server side)\b/i,
  authentication: /\b(?:auth\w*|log-?in|sign-?(?:in|up)|accounts?)\b/i,
  infrastructure: /\b(?:deploy|release|roll|settings|host|publish)\b/i,
  queue: /\b(?:queues?|jobs|events?)\b/i,
  search: /\bsearch\b/i,
};

/** The steps that something of a kind is for; else all that make something, or all that there are. */
function findFitting(steps: readonly PlanStep[], kind: TechnologyKind | undefined): readonly PlanStep[] {
  const making = steps.filter(({ agentType }) => agentType === AgentType.CODE);
  if (kind === "testing") {
    const testing = steps.filter(({ agentType }) => agentType === AgentType.TEST);
    if (testing.length > 0) return testing;
  }
  const place = kind === undefined ? undefined : placesOfKind[kind];
  const fitting = place === undefined ? [] : making.filter(({ description }) => place.test(description));
  if (fitting.length > 0) return fitting;
  const implementing = making.filter(({ description }) =>
    /^(?:implement|build|make|create|convert)\b/i.test(description),
  );
  return [implementing, making, steps].find((list) => list.length > 0) ?? [];
}

/** With another language what belongs to the old one is left standing; nobody said what takes its place. */
function warnOfStrangers(refinement: Refinement, from: string, to: string): string[] {
  const [old, next] = [from, to].map(findKnownTechnology);
  if (old === undefined || next === undefined || next.ecosystems.length === 0) return [];
  return listNamed(refinement)
    .map(findKnownTechnology)
    .filter((other) => other !== undefined)
    .filter(
      ({ name, kinds, ecosystems }) =>
        name !== to &&
        !kinds.includes("frontend") &&
        ecosystems.length > 0 &&
        !ecosystems.some((ecosystem) => next.ecosystems.includes(ecosystem)),
    )
    .map(
      ({ name, ecosystems }) =>
        `${name} is for ${ecosystems.join(" or ")}; what takes its place beside ${to} was not said.`,
    );
}
