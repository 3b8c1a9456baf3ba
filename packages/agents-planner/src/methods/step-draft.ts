import type { AgentTypeName } from "@convoke/core";
import type { TechnologyKind } from "../goal/known-technologies.ts";

/** A step as a method writes it; the planner fills in what is left out. */
export interface StepDraft {
  /** Unique within the method's steps, without "/". */
  readonly id: string;
  readonly agentType?: AgentTypeName;
  readonly capability?: string;
  readonly description: string;
  /** For a knowledge step: what to find out. @default `description` */
  readonly question?: string;
  /** For other steps: the task as its agent gets it. @default `description` */
  readonly task?: string;
  /** Further fields of the composed input. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Replaces the input that the planner would compose from `question` or `task` and `consumes`. */
  readonly input?: unknown;
  /** What the step can be made with: names of these kinds in given research enter it, the first kinds first. */
  readonly madeWith?: readonly TechnologyKind[];
  /** Names of what other steps make, or of what is given; the step will depend on whoever makes them. */
  readonly consumes?: readonly string[];
  /** Names of what this step makes. @default its id */
  readonly produces?: readonly string[];
  /** Further steps to wait for. */
  readonly dependsOn?: readonly string[];
  /** Multiple of the typical time and cost of the agent type. @default 1 */
  readonly effort?: number;
  /** Seconds; replaces the typical time. */
  readonly estimatedTime?: number;
  /** USD; replaces the typical cost. */
  readonly costEstimate?: number;
  readonly successCriterion: string;
  /** True when the plan reaches its goal without it, if less well. @default false */
  readonly optional?: boolean;
}
