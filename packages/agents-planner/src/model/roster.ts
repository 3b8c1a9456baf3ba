import { type AgentCapability, type AgentDescriptor, AgentType, nearestName } from "@convoke/core";
import { cleanText, shorten } from "../text/phrases.ts";

/** Whom a step asks. */
export interface Assignee {
  readonly agentType?: string;
  readonly capability?: string;
}

/** Who can be named in a plan. */
export interface Roster {
  /** For the model, a line each; the same text for the same agents. */
  readonly description: string;
  /** What a model has written in the place of an agent type and a capability, or a sentence saying why it is nobody. */
  find(agentType: string, capability: string): Assignee | { readonly problem: string };
}

/** What the well-known agents do, for plans that are made where nobody is registered. */
const wellKnown: Readonly<Record<string, string>> = {
  [AgentType.KNOWLEDGE]: "Finds out: searches documents and the web, answers with sources",
  [AgentType.PLANNER]: "Makes plans from goals",
  [AgentType.BROWSER]: "Uses websites: opens pages, fills in forms, downloads",
  [AgentType.CODE]: "Writes and changes code, documents and configuration",
  [AgentType.TEST]: "Writes and runs tests, checks that something works",
  [AgentType.REVIEW]: "Reviews code, texts and plans, and says what is wrong with them",
  [AgentType.DEBUG]: "Reproduces defects and finds their cause",
};

const mostAgents = 60;
const mostCapabilities = 20;
const mostListed = 12;

/** Lists who is registered, without the main agent, which is whoever asks; the well-known types where nobody is. */
export function createRoster(agents: readonly AgentDescriptor[]): Roster {
  const registered = agents.filter(({ agentType }) => agentType !== AgentType.MAIN);
  const types =
    registered.length === 0
      ? Object.keys(wellKnown)
      : [...new Set(registered.map(({ agentType }) => agentType))];
  const typeNames = new Map(types.map((type) => [type.toLowerCase(), type]));
  for (const { name, agentType } of registered) {
    if (!typeNames.has(name.toLowerCase())) typeNames.set(name.toLowerCase(), agentType);
  }
  const owners = new Map<string, Set<string>>();
  for (const { agentType, capabilities } of registered) {
    for (const { name } of capabilities) owners.set(name, (owners.get(name) ?? new Set()).add(agentType));
  }
  const description =
    registered.length === 0
      ? Object.entries(wellKnown).map(([type, text]) => `${type}: ${text}`)
      : registered.slice(0, mostAgents).flatMap(describeAgent);

  return {
    description: description.join("\n"),
    find(writtenType, capability) {
      if (writtenType === "" && capability === "")
        return { problem: `names no agent: use one of ${list(types)}` };
      const type = writtenType === "" ? undefined : typeNames.get(writtenType.toLowerCase());
      if (type === undefined && writtenType !== "")
        return { problem: sayUnknown("agent", writtenType, types) };
      if (capability === "") return { agentType: type! };
      const holders = owners.get(capability);
      if (type === undefined) {
        if (holders === undefined)
          return { problem: sayUnknown("capability", capability, [...owners.keys()]) };
        const [only] = holders;
        return holders.size === 1 ? assign(only!, capability) : { capability };
      }
      if (holders?.has(type) === true) return assign(type, capability);
      const own = [...owners].filter(([, holding]) => holding.has(type)).map(([name]) => name);
      return { problem: sayUnknown("capability", capability, own, ` of “${type}”`) };
    },
  };
}

/** Research is what a knowledge step is for: its input is made for that. */
function assign(agentType: string, capability: string): Assignee {
  return agentType === AgentType.KNOWLEDGE ? { agentType } : { agentType, capability };
}

function describeAgent({ agentType, name, description, capabilities }: AgentDescriptor): string[] {
  return [
    `${clean(agentType)} (${clean(name)}): ${clean(description)}`,
    ...capabilities.slice(0, mostCapabilities).map(describeCapability),
  ];
}

function describeCapability({ name, description, estimatedTime, costEstimate }: AgentCapability): string {
  const cost = costEstimate === undefined ? "" : `, ${costEstimate} USD`;
  return `- capability ${clean(name)}: ${clean(description)} (${estimatedTime} s${cost})`;
}

function clean(text: string): string {
  return shorten(cleanText(text.slice(0, 1_000)), 200);
}

function sayUnknown(kind: string, name: string, known: readonly string[], of = ""): string {
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? "" : ` Did you mean “${nearest}”?`;
  const all = known.length === 0 ? "leave it empty" : `there is ${list(known)}`;
  return `names the ${kind} “${name}”, which is none${of}: ${all}.${hint}`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, mostListed).map((name) => `“${clean(name)}”`);
  return `${shown.join(", ")}${names.length > mostListed ? ", …" : ""}`;
}
