import type { ModelMessage } from "@convoke/core";
import { countStepsLeft } from "../machine/stop-condition.ts";
import { initialState } from "../machine/transition.ts";
import { estimateTokens } from "../prompt/estimate-tokens.ts";
import { createFirstMessage } from "../prompt/first-message.ts";
import type { LoopSetup, RunRequest } from "./loop-setup.ts";
import type { RunOpening } from "./open-run.ts";
import { shortenPrompt } from "./shorten-prompt.ts";

/** The share of a conversation that its beginning may take: it is never shortened later, and the results need the rest. */
export const shareOfBeginning = 0.75;

/** How much of a run's beginning is told. */
interface Extent {
  /** Of `historyTokens`, for the prompt. */
  readonly promptShare: number;
  readonly withLessons: boolean;
  readonly withCapabilities: boolean;
  readonly mostEarlier: number;
}

const whole: Extent = {
  promptShare: 0.4,
  withLessons: true,
  withCapabilities: true,
  mostEarlier: Infinity,
};

/** From all to what a run cannot do without; the first that fits is told. */
const extents: readonly Extent[] = [
  whole,
  { ...whole, promptShare: 0.2 },
  { ...whole, promptShare: 0.2, withLessons: false },
  { ...whole, promptShare: 0.2, withLessons: false, mostEarlier: 1 },
  { promptShare: 0.1, withLessons: false, withCapabilities: false, mostEarlier: 0 },
];

/** The messages that a run begins with, as much of them as leaves room for what follows. */
export function openHistory(
  request: RunRequest,
  setup: LoopSetup,
  opening: RunOpening,
): readonly ModelMessage[] {
  const system: ModelMessage = { role: "system", content: setup.systemPrompt };
  const most = setup.historyTokens * shareOfBeginning;
  let history: readonly ModelMessage[] = [];
  for (const extent of extents) {
    history = [system, tell(extent, request, setup, opening)];
    if (estimateTokens(history) <= most) break;
  }
  return history;
}

function tell(
  { promptShare, withLessons, withCapabilities, mostEarlier }: Extent,
  { prompt }: RunRequest,
  { historyTokens, mask, stopWhen }: LoopSetup,
  { marker, agents, lessons, earlier }: RunOpening,
): ModelMessage {
  const { state } = initialState;
  return createFirstMessage({
    marker,
    prompt: shortenPrompt(prompt, historyTokens * promptShare),
    agents: withCapabilities ? agents : agents.map((each) => ({ ...each, capabilities: [] })),
    lessons: withLessons ? lessons : [],
    earlier,
    mostEarlier,
    state,
    allowed: mask.allowedIn(state),
    isLastStep: countStepsLeft(stopWhen, 0) === 1,
  });
}
