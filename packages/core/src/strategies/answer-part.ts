import type { AgentCapability } from "../registry/agent.ts";
import { readPath } from "../json/read-path.ts";

/** How the part of a result that votes compare is found. */
export interface AnswerSelection {
  /** Overrides everything else; in process only. */
  readonly select?: (result: unknown) => unknown;
  /** What the agent's capability declares, as `readPath` reads it. */
  readonly answerPath?: string;
}

/**
 * Picks the part of a result that votes compare: what `select` answers, else what `answerPath` leads to,
 * else the field `verdict`, else `answer`, else the whole result.
 *
 * @example
 * selectAnswer({ verdict: "supported", sources: 3 }); // "supported"
 */
export function selectAnswer(result: unknown, { select, answerPath }: AnswerSelection = {}): unknown {
  if (select !== undefined) return select(result);
  if (typeof result !== "object" || result === null) return result;
  for (const path of [answerPath, "verdict", "answer"]) {
    if (path === undefined) continue;
    const { found, value } = readPath(result, path);
    if (found) return value;
  }
  return result;
}

/** The answer path that applies to a result: that of the named capability, else the first declared one that it has. */
export function declaredAnswerPath(
  agentCapabilities: readonly AgentCapability[],
  capability: string | undefined,
  result: unknown,
): string | undefined {
  if (capability !== undefined) {
    const named = agentCapabilities.find((candidate) => candidate.name === capability)?.answerPath;
    if (named !== undefined) return named;
  }
  return agentCapabilities.find(
    ({ answerPath }) => answerPath !== undefined && readPath(result, answerPath).found,
  )?.answerPath;
}
