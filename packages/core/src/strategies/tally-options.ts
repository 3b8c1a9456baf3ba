import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import type { Equivalence } from "./equivalence.ts";

/** `count`: a voter that fails stays in the denominator. `abstain`: it leaves it. One that is cancelled always stays. */
export type VoterFailurePolicy = "count" | "abstain";

/** What a vote is counted by. */
export interface TallyOptions {
  /** One for each voter, finite and above 0. */
  readonly weights: readonly number[];
  /** @default "canonical-json" */
  readonly equivalence?: Equivalence;
  /** Share of the weights that the winner needs, in (0, 1]. */
  readonly minAgreement: number;
  readonly onVoterFailure: VoterFailurePolicy;
}

/** Throws `invalid_argument` for options that no vote can be counted with. */
export function checkTallyOptions({ weights, minAgreement, onVoterFailure }: TallyOptions): void {
  if (weights.length === 0) throw refuse("A vote needs at least one voter: name agents");
  const bad = weights.findIndex((weight) => !(Number.isFinite(weight) && weight > 0));
  if (bad !== -1)
    throw refuse(`weights[${bad}] must be a finite number above 0, not ${showValue(weights[bad])}`);
  if (!Number.isFinite(sumWeights(weights, () => true)))
    throw refuse("The weights are too large to be added up");
  // Text that reads as a number would pass a bare comparison.
  if (!(typeof minAgreement === "number" && minAgreement > 0 && minAgreement <= 1)) {
    throw refuse(`minAgreement must be a number above 0 and at most 1, not ${showValue(minAgreement)}`);
  }
  if (onVoterFailure !== "count" && onVoterFailure !== "abstain") {
    throw refuse(`onVoterFailure must be "count" or "abstain", not ${showValue(onVoterFailure)}`);
  }
}

/** Adds up, in the order of the voters, the weights of those that are wanted. */
export function sumWeights(weights: readonly number[], isWanted: (voter: number) => boolean): number {
  let sum = 0;
  for (let voter = 0; voter < weights.length; voter += 1) if (isWanted(voter)) sum += weights[voter]!;
  return sum;
}

function refuse(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}
