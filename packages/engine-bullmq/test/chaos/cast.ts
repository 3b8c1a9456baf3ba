import { join } from "node:path";
import { type Hosted, type ProgramName, startHosted } from "./hosted.ts";
import type { Command, Reply } from "./messages.ts";
import type { Reaper } from "./reaper.ts";
import { coordinators, type Target, workers } from "./troubles.ts";

/** The processes of a round: each has a place, and another takes it when it ends. */
export interface Cast {
  /** Who has a place, once it is ready: what is not at work yet cannot be disturbed. */
  at(target: Target): Promise<Hosted>;
  /** Ends who has the place, and lets another one take it; resolves when that one is ready. */
  replace(target: Target): Promise<void>;
  /** Asks a coordinator for something, and asks another one when it ends without a reply. */
  ask(command: Exclude<Command, { kind: "close" }>): void;
  /** Nobody need be asked for this any more. */
  isDone(command: string): void;
  /** Ends all in order; answers with what was wrong about it. */
  close(): Promise<string[]>;
}

export interface CastOptions {
  readonly redisPort: number;
  readonly prefix: string;
  readonly folder: string;
  readonly sidePath: string;
  readonly workMs: number;
  readonly reaper: Reaper;
  pick(hosted: readonly Hosted[]): Hosted;
  /** One has ended though nobody ended it. */
  onLost(problem: string): void;
}

/** What a command is about: there is one for each run to be submitted, and for each answer. */
export const nameCommand = (command: { readonly runId: string } | { readonly taskId: string }): string =>
  "runId" in command ? `submit ${command.runId}` : `answer ${command.taskId}`;

/** How a run is refused, or its end not told, by one that is in trouble. */
const ofTrouble = new Set(["store_failed", "lease_lost", "closed"]);

export async function startCast(options: CastOptions): Promise<Cast> {
  const { redisPort, prefix, folder, sidePath, workMs, reaper, pick, onLost } = options;
  const places = new Map<string, Hosted>();
  const ended = new WeakSet<Hosted>();
  const ready = new Set<Hosted>();
  const asked = new Map<string, { command: Exclude<Command, { kind: "close" }>; of?: Hosted }>();
  const replacing = new Map<string, Promise<void>>();
  let started = 0;
  let isClosing = false;

  const nameOf = ({ program, place }: Target): string => `${program}-${place}`;

  function assign(name: string): void {
    const request = asked.get(name);
    const candidates = [...ready].filter(({ program, isAlive }) => program === "coordinator" && isAlive);
    if (request === undefined) return;
    request.of = candidates.length === 0 ? undefined : pick(candidates);
    request.of?.send(request.command);
  }

  function onReply({ name }: Hosted, reply: Reply): void {
    if (reply.kind === "answered") asked.delete(nameCommand(reply));
    // Another one may do, and this one when it is out of trouble.
    if (reply.kind === "unanswered") assign(nameCommand(reply));
    if (reply.kind !== "refused" || reply.code === "duplicate_task") return;
    if (ofTrouble.has(reply.code)) assign(nameCommand(reply));
    else onLost(`${name} has refused ${reply.runId}: ${reply.code}: ${reply.message}`);
  }

  /** Hears when it is ready, and when it has ended: others are asked then for what it was asked for. */
  async function takeNote(hosted: Hosted, logPath: string): Promise<void> {
    const isReady = await hosted.ready.then(
      () => true,
      () => false,
    );
    if (isReady) {
      ready.add(hosted);
      for (const [command, { of }] of asked) if (of === undefined) assign(command);
    }
    const how = await hosted.ended;
    ready.delete(hosted);
    if (!ended.has(hosted) && !isClosing)
      onLost(`${hosted.name} ended by itself with ${how}: see ${logPath}`);
    for (const [command, { of }] of asked) if (of === hosted) assign(command);
  }

  async function start(program: ProgramName, place: number): Promise<Hosted> {
    const name = `${program}-${place}-${started++}`;
    const logPath = join(folder, `${name}.log`);
    const hosted = await startHosted({
      program,
      name,
      redisPort,
      prefix,
      sidePath,
      workMs,
      reaper,
      logPath,
      onReply,
    });
    places.set(nameOf({ program, place }), hosted);
    void takeNote(hosted, logPath);
    return hosted;
  }

  async function replace(target: Target, before: Promise<void> | undefined): Promise<void> {
    await before;
    const hosted = places.get(nameOf(target))!;
    ended.add(hosted);
    hosted.signal("SIGKILL");
    await hosted.ended;
    await (
      await start(target.program, target.place)
    ).ready;
  }

  const cast = [
    ...Array.from({ length: workers }, (_, place) => start("worker", place)),
    ...Array.from({ length: coordinators }, (_, place) => start("coordinator", place)),
  ];
  await Promise.all((await Promise.all(cast)).map((hosted) => hosted.ready));

  return {
    async at(target) {
      const place = nameOf(target);
      await replacing.get(place);
      return places.get(place)!;
    },
    replace(target) {
      const place = nameOf(target);
      const replaced = replace(target, replacing.get(place));
      replacing.set(place, replaced);
      return replaced;
    },
    ask(command) {
      const name = nameCommand(command);
      if (asked.has(name)) return;
      asked.set(name, { command });
      assign(name);
    },
    isDone: (command) => void asked.delete(command),
    async close() {
      isClosing = true;
      const all = [...places.values()];
      for (const hosted of all) hosted.send({ kind: "close" });
      const ends = await Promise.all(all.map(({ ended: end }) => end));
      return ends.flatMap((how, index) =>
        how === 0 ? [] : [`${all[index]!.name} ended with ${how} when it was closed`],
      );
    },
  };
}
