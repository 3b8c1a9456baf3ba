import { type AgentDescriptor, OrchestrationError } from "@convoke/core";
import type { Announcement } from "../wire/messages.ts";
import { nameAnnouncement, nameWorkers } from "../wire/names.ts";
import type { EngineLink } from "./link.ts";
import type { Newcomers } from "./newcomers.ts";
import { repeat } from "../wire/repeat.ts";

/** An agent that nobody has announced for so long is taken out, in milliseconds. */
const absentMs = 60_000;
/** How often to look without being rung for. */
const lookMs = 2_000;
const maxWorkers = 1_000;

/** The part of an orchestrator that followers need. */
export interface AgentRoster {
  registerAgent(descriptor: AgentDescriptor & { readonly executor?: undefined }): unknown;
  unregisterAgent(agentType: string, name: string): boolean;
}

interface Followed {
  readonly descriptor: AgentDescriptor;
  readonly text: string;
  /** Since when nobody has announced it. */
  absentSince: number | undefined;
}

/**
 * Registers what workers announce, from now on, and tells `newcomers`; resolves after the first look, with how to stop. Rejects
 * when that look fails.
 */
export async function followAgents(
  link: EngineLink,
  roster: AgentRoster,
  newcomers: Newcomers,
): Promise<() => Promise<void>> {
  const followed = new Map<string, Followed>();
  let looking: Promise<void> | undefined;
  let isRung = false;
  let isStopped = false;

  async function look(): Promise<void> {
    const announced = chooseDescriptors(await readAnnouncements(link));
    if (isStopped) return;
    const now = link.runtime.now();
    let hasNew = false;
    for (const [key, descriptor] of announced) {
      const text = JSON.stringify(descriptor);
      const known = followed.get(key);
      if (known?.text === text) known.absentSince = undefined;
      else if (register(roster, descriptor, known)) {
        followed.set(key, { descriptor, text, absentSince: undefined });
        hasNew = true;
      } else followed.delete(key);
    }
    for (const [key, known] of followed) {
      if (announced.has(key)) continue;
      known.absentSince ??= now;
      if (now - known.absentSince < absentMs) continue;
      followed.delete(key);
      roster.unregisterAgent(known.descriptor.agentType, known.descriptor.name);
    }
    // Once all of them are there: tasks choose among them.
    if (hasNew) newcomers.tell();
  }

  /** Never two at once; who rings meanwhile is looked after next. */
  function lookSoon(): Promise<void> {
    if (looking !== undefined) {
      isRung = true;
      return looking;
    }
    looking = look()
      .catch(() => undefined)
      .finally(() => {
        looking = undefined;
        if (isRung && !isStopped) void lookSoon();
        isRung = false;
      });
    return looking;
  }

  const stopListening = link.onBell(({ kind }) => {
    if (kind === "agents") void lookSoon();
  });
  try {
    await link.ask("followAgents", look());
  } catch (error) {
    isStopped = true;
    stopListening();
    throw error;
  }
  const stopFollowing = newcomers.follow(() => [...followed.values()].map(({ descriptor }) => descriptor));
  const stopLooking = repeat(link.runtime, lookMs, lookSoon);
  return async () => {
    isStopped = true;
    stopListening();
    stopLooking();
    stopFollowing();
    await looking;
  };
}

async function readAnnouncements({ redis, prefix }: EngineLink): Promise<readonly Announcement[]> {
  const ids = await redis.zrange(nameWorkers(prefix), 0, maxWorkers - 1, "REV");
  if (ids.length === 0) return [];
  const texts = await redis.mget(ids.map((id) => nameAnnouncement(prefix, id)));
  const announcements: Announcement[] = [];
  for (const text of texts) {
    if (text === null) continue;
    const announcement = readAnnouncement(text);
    if (announcement !== undefined) announcements.push(announcement);
  }
  return announcements;
}

/** `undefined` for one that nobody can read, which must not hide the others. */
function readAnnouncement(text: string): Announcement | undefined {
  try {
    const announcement = JSON.parse(text) as Announcement | null;
    const { agents, startedAt } = announcement ?? {};
    if (announcement === null || !Array.isArray(agents) || !Number.isFinite(startedAt)) return undefined;
    return { ...announcement, agents: agents.filter((agent) => typeof agent === "object" && agent !== null) };
  } catch {
    return undefined;
  }
}

/** Of several workers with an agent of the same name, the one that has started last describes it; one that is being closed only when it is alone. */
function chooseDescriptors(announcements: readonly Announcement[]): Map<string, AgentDescriptor> {
  const inOrder = announcements.toSorted(
    (left, right) => Number(right.draining) - Number(left.draining) || left.startedAt - right.startedAt,
  );
  return new Map(
    inOrder.flatMap(({ agents }) =>
      agents.map(
        (descriptor) => [JSON.stringify([descriptor.agentType, descriptor.name]), descriptor] as const,
      ),
    ),
  );
}

/** False when the name is taken by an agent that was registered otherwise, or the descriptor is none. */
function register(roster: AgentRoster, descriptor: AgentDescriptor, known: Followed | undefined): boolean {
  try {
    if (known !== undefined) roster.unregisterAgent(descriptor.agentType, descriptor.name);
    roster.registerAgent(descriptor);
    return true;
  } catch (error) {
    if (OrchestrationError.is(error)) return false;
    throw error;
  }
}
