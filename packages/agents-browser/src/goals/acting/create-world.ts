import { delay } from "@convoke/core";
import type { ActionContext } from "../../actions/action-context.ts";
import type { ActionRecord } from "../../actions/action-record.ts";
import { runAction } from "../../actions/run-action.ts";
import { BrowserError } from "../../errors/browser-error.ts";
import type { GoalClause, GoalReading } from "../goal-reading.ts";
import type { GoalRequest } from "../goal-request.ts";
import { createScene, type Scene } from "../scene/scene.ts";
import { describeSeen } from "./describe-seen.ts";
import type { GoalMemory, GoalWorld } from "./world.ts";

/** A world whose clause the caller sets, with the steps that were taken in it. */
export interface OpenWorld extends GoalWorld {
  readonly steps: readonly ActionRecord[];
  begin(clause: GoalClause, left: readonly GoalClause[]): void;
}

/** Opens the world of one goal and takes the first look. */
export async function createWorld(
  request: GoalRequest,
  reading: GoalReading,
  context: ActionContext,
): Promise<OpenWorld> {
  const { run, observer } = context;
  const maxSteps = request.maxSteps ?? 40;
  const steps: ActionRecord[] = [];
  const memory: GoalMemory = {
    place: undefined,
    text: undefined,
    tried: new Map(),
    pressed: undefined,
    field: undefined,
    answer: undefined,
  };
  let scene: Scene;
  let lastActedAt: number | undefined;
  let clause: GoalClause = { intent: "unknown", source: request.goal, things: [] };
  let left: readonly GoalClause[] = reading.clauses;
  const look = async (): Promise<Scene> => {
    run.signal.throwIfAborted();
    scene = createScene(await observer.observe(), request.goal);
    return scene;
  };
  const tell = (record: ActionRecord): void => {
    lastActedAt = run.runtime.now();
    steps.push(record);
    request.onStep?.(record);
  };
  scene = await look();
  return {
    context,
    reading,
    memory,
    steps,
    get scene() {
      return scene;
    },
    get lastActedAt() {
      return lastActedAt;
    },
    get clause() {
      return clause;
    },
    begin(next, others) {
      clause = next;
      left = others;
    },
    look,
    async pause(milliseconds) {
      await delay(run.runtime, milliseconds, run.signal);
      return look();
    },
    tell,
    async act(action) {
      if (steps.length >= maxSteps)
        throw new BrowserError("no_progress", `the goal is not reached after ${maxSteps} steps`, {
          details: { seen: describeSeen(scene, [], left, steps) },
        });
      const record = await runAction(action, context);
      tell(record);
      return look();
    },
    targetOf: ({ ref }) => ({ ref, snapshotId: scene.observation.snapshotId }),
    refuse(message, candidates = []) {
      throw new BrowserError("needs_model", `${message}; a language model might do it`, {
        details: { seen: describeSeen(scene, candidates, left, steps) },
      });
    },
  };
}
