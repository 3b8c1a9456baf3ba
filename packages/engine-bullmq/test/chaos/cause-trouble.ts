import type { Cast } from "./cast.ts";
import type { JobMeddler } from "./job-meddler.ts";
import type { RedisProcess } from "./redis-process.ts";
import type { Trouble } from "./troubles.ts";

export interface TroubleOptions {
  readonly trouble: Trouble;
  readonly cast: Cast;
  readonly redis: RedisProcess;
  readonly meddler: JobMeddler;
  /** Lets time pass. */
  pause(ms: number): Promise<void>;
}

/** Redis is ended and started by one at a time. */
let redisIsFree: Promise<void> = Promise.resolve();

/** Resolves when it is over, with what is worth to be told besides. */
export async function causeTrouble(options: TroubleOptions): Promise<string> {
  const { trouble, cast, redis, meddler, pause } = options;
  switch (trouble.kind) {
    case "kill":
      await cast.replace(trouble.target);
      return "";
    case "pause": {
      const hosted = await cast.at(trouble.target);
      hosted.signal("SIGSTOP");
      await pause(trouble.ms);
      hosted.signal("SIGCONT");
      return hosted.name;
    }
    case "cut":
    case "stall": {
      const { proxy, name } = await cast.at(trouble.target);
      proxy[trouble.kind]();
      await pause(trouble.ms);
      proxy.heal();
      return name;
    }
    case "restart-redis": {
      const restart = async (): Promise<void> => {
        await redis.end(trouble.signal);
        await pause(trouble.ms);
        await redis.start();
      };
      await (redisIsFree = redisIsFree.then(restart));
      return "";
    }
    case "repeat-job":
      return meddler.repeat(trouble.of);
    case "move-back":
      return meddler.moveBack();
  }
}
