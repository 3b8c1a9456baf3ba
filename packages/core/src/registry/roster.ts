/** Who was registered at a moment: for each agent type its name, then the names of its agents. */
type AgentLists = readonly (readonly string[])[];

/** Who offered what: for each capability its name, then the places of its agents, counted through the lists from 0. */
type CapabilityLists = readonly (readonly [capability: string, ...places: readonly number[]])[];

/** What was registered at a moment; a part is absent when it is too long to list. */
export interface Roster {
  readonly agents?: AgentLists;
  readonly capabilities?: CapabilityLists;
}

/** An agent of a roster; `offered` is absent when it is not known what was. */
export interface ListedAgent {
  readonly agentType: string;
  readonly name: string;
  readonly offered?: ReadonlySet<string>;
}

/** More agents than this are not listed: a run holds the list, and should not be mostly that. */
const longestRoster = 64;

/** And no more than so many capabilities of theirs. */
const mostOffers = 256;

/** Lists agents, which come type by type. */
export function createRoster(types: ReadonlyMap<string, readonly Offering[]>): Roster {
  const agents = Array.from(types, ([type, entries]) => [type, ...entries.map(({ agent }) => agent.name)]);
  const all = [...types.values()].flat();
  if (all.length > longestRoster) return {};
  const places = new Map<string, number[]>();
  let offers = 0;
  for (const [place, { agent }] of all.entries())
    for (const { name } of agent.capabilities) {
      if (++offers > mostOffers) return { agents };
      const known = places.get(name);
      if (known === undefined) places.set(name, [place]);
      else known.push(place);
    }
  return { agents, capabilities: Array.from(places, ([name, offering]) => [name, ...offering] as const) };
}

interface Offering {
  readonly agent: { readonly name: string; readonly capabilities: readonly { readonly name: string }[] };
}

/** The agents of a roster one by one; `undefined` when they were too many to list. */
export function readRoster({ agents, capabilities }: Roster): readonly ListedAgent[] | undefined {
  const listed = agents?.flatMap(([agentType = "", ...names]) => names.map((name) => ({ agentType, name })));
  if (listed === undefined || capabilities === undefined) return listed;
  const offered = listed.map(() => new Set<string>());
  for (const [capability, ...places] of capabilities)
    for (const place of places) offered[place]?.add(capability);
  return listed.map((agent, place) => ({ ...agent, offered: offered[place]! }));
}
