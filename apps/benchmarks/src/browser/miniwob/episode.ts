/// <reference lib="dom" />
import { type ActionContext, BrowserError, pursueGoal } from "@convoke/agents-browser";

/** What came of one episode. */
export interface EpisodeResult {
  readonly seed: number;
  readonly goal: string;
  /** Done, and with a raw reward above 0. */
  readonly isSuccess: boolean;
  readonly reward: number;
  readonly seconds: number;
  /** Of a failure: what the agent said, else how the episode ended. */
  readonly reason: string;
  readonly steps: readonly string[];
  readonly seen?: unknown;
}

/** What the pages define. */
interface TaskWindow {
  readonly core: {
    readonly cover_div: unknown;
    readonly EPISODE_MAX_TIME: number;
    endEpisode(reward: number): void;
    setDataMode(mode: string): void;
    startEpisodeReal(): void;
    getUtterance(): string | { readonly utterance: string };
  };
  readonly Math: { seedrandom(seed: number): void };
  readonly WOB_TASK_READY: boolean;
  readonly WOB_DONE_GLOBAL: boolean;
  readonly WOB_RAW_REWARD_GLOBAL: number;
  readonly WOB_REWARD_REASON: string | null;
}

/** Plays one episode of the task whose page is at an address; the page's own clock ends it. */
export async function playEpisode(url: string, seed: number, context: ActionContext): Promise<EpisodeResult> {
  const { page, runtime } = context.run;
  await page.goto(url);
  await page.waitForFunction(() => Boolean((globalThis as unknown as TaskWindow).core.cover_div));
  await page.evaluate((wanted) => {
    const task = globalThis as unknown as TaskWindow;
    task.core.endEpisode(0);
    task.Math.seedrandom(wanted);
    task.core.setDataMode("train");
    task.core.startEpisodeReal();
  }, seed);
  await page.waitForFunction(() => (globalThis as unknown as TaskWindow).WOB_TASK_READY);
  const goal = await page.evaluate(() => {
    const utterance = (globalThis as unknown as TaskWindow).core.getUtterance();
    return typeof utterance === "string" ? utterance : utterance.utterance;
  });
  const started = runtime.now();
  const steps: string[] = [];
  let failure = "";
  let seen: unknown;
  try {
    const outcome = await pursueGoal(
      { goal, onStep: ({ action, error }) => steps.push(JSON.stringify({ ...action, error })) },
      context,
    );
    if (outcome.steps.length === 0) failure = "no step taken";
  } catch (error) {
    failure = BrowserError.is(error) ? `${error.reason}: ${error.message}` : String(error);
    if (BrowserError.is(error)) seen = error.details.seen;
    if (!BrowserError.is(error) && error instanceof Error) seen = error.stack;
  }
  const seconds = (runtime.now() - started) / 1000;
  await page.waitForTimeout(100);
  const end = await page.evaluate(() => {
    const task = globalThis as unknown as TaskWindow;
    return {
      isDone: task.WOB_DONE_GLOBAL,
      reward: task.WOB_RAW_REWARD_GLOBAL,
      reason: task.WOB_REWARD_REASON,
    };
  });
  const isSuccess = end.isDone && end.reward > 0;
  return {
    seed,
    goal,
    isSuccess,
    reward: end.reward,
    seconds,
    reason: isSuccess
      ? ""
      : failure || (end.isDone ? (end.reason ?? `reward ${end.reward}`) : "believed to be done"),
    steps,
    ...(seen !== undefined && { seen }),
  };
}
