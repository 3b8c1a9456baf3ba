import { type Job, Queue } from "bullmq";
import { Redis } from "ioredis";
import type { AttemptJob } from "../../src/wire/messages.ts";
import { nameQueue } from "../../src/wire/names.ts";
import type { Chance } from "./random.ts";

/** Delivers jobs twice, through BullMQ's own API. */
export interface JobMeddler {
  /** Adds a job once more under another id; answers with what it did. */
  repeat(of: "open" | "settled"): Promise<string>;
  /** Moves a job that a worker is busy with back to those that wait. */
  moveBack(): Promise<string>;
  close(): Promise<void>;
}

export interface JobMeddlerOptions {
  readonly port: number;
  readonly prefix: string;
  readonly agents: readonly string[];
  readonly chance: Chance;
  isSettled(taskId: string): boolean;
}

interface Seen {
  readonly queue: Queue;
  readonly job: Job<AttemptJob>;
}

const nothing = "found none";

export function createJobMeddler({ port, prefix, agents, chance, isSettled }: JobMeddlerOptions): JobMeddler {
  const connection = { host: "127.0.0.1", port, maxRetriesPerRequest: null };
  const redis = new Redis(connection);
  redis.on("error", () => undefined);
  const queues = agents.map((agent) => new Queue(nameQueue(agent, agent), { connection, prefix }));
  for (const queue of queues) queue.on("error", () => undefined);
  /** Jobs that were there at some time: those that are gone can be repeated, too. */
  const seen = new Map<string, Seen>();
  let repeated = 0;

  async function look(state: "active" | "all"): Promise<Seen[]> {
    const states = state === "active" ? (["active"] as const) : (["active", "wait", "prioritized"] as const);
    const found: Seen[] = [];
    for (const queue of queues) {
      for (const job of await queue.getJobs([...states], 0, 20)) {
        // Gone between two questions, or of another kind.
        if (job?.id === undefined || job.data?.request === undefined) continue;
        found.push({ queue, job: job as Job<AttemptJob> });
      }
    }
    for (const each of found) seen.set(each.job.id!, each);
    return found;
  }

  return {
    async repeat(of) {
      const open = await look("all");
      const settled = [...seen.values()].filter(({ job }) => isSettled(job.data.request.taskId));
      const candidates = of === "open" ? open : settled;
      if (candidates.length === 0) return nothing;
      const { queue, job } = chance.pick(candidates);
      const { priority, attempts, removeOnComplete, removeOnFail } = job.opts;
      const options = { jobId: `again-${repeated++}`, priority, attempts, removeOnComplete, removeOnFail };
      await queue.add(job.name, job.data, options);
      return `${job.data.request.taskId} as ${options.jobId}`;
    },
    async moveBack() {
      for (const { queue, job } of chance.shuffle(await look("active"))) {
        const token = await redis.get(`${prefix}:${queue.name}:${job.id}:lock`);
        if (token === null) continue;
        try {
          await job.moveToWait(token);
        } catch {
          // It has ended since: another one may do.
          continue;
        }
        return job.data.request.taskId;
      }
      return nothing;
    },
    async close() {
      await Promise.all(queues.map((queue) => queue.close()));
      redis.disconnect();
    },
  };
}
