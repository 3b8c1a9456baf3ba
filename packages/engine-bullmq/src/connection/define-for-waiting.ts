import type { Redis } from "ioredis";

// What ioredis keeps to itself: the pipelines that gather the commands of a turn, and what each knows of scripts.
const pipelinesField = "_autoPipelines";
const scriptsField = "_shaToScript";

interface InsideRedis {
  readonly scriptsSet?: Readonly<Record<string, { readonly sha: string }>>;
  readonly [pipelinesField]?: ReadonlyMap<string, { readonly [scriptsField]?: Record<string, unknown> }>;
}

/**
 * Makes commands of one's own known also to the pipelines that are being filled when they are defined. ioredis tells only
 * later ones: a command that gets into an earlier one is never sent, and ends the process when the others are answered.
 */
export function defineForWaiting(redis: Redis): void {
  const define = redis.defineCommand.bind(redis);
  const inside = redis as unknown as InsideRedis & Readonly<Record<string, unknown>>;
  redis.defineCommand = (name, definition) => {
    define(name, definition);
    const script = inside.scriptsSet?.[name];
    if (script === undefined) return;
    for (const pipeline of inside[pipelinesField]?.values() ?? []) {
      const scripts = pipeline[scriptsField];
      if (scripts !== undefined) scripts[script.sha] = script;
      Object.assign(pipeline, { [name]: inside[name], [`${name}Buffer`]: inside[`${name}Buffer`] });
    }
  };
}
