/** The voters that gave one answer. */
export interface VoteGroup {
  /** Indices into `agents`, ascending in an outcome, by arrival before. */
  readonly voters: number[];
  /** Sum of the voters' weights. */
  weight: number;
  /** The highest confidence among them. */
  confidence: number;
  /** The lowest of `voters`. */
  earliest: number;
}

/** What decides between two groups. */
export type GroupStanding = Pick<VoteGroup, "weight" | "confidence" | "earliest">;

/** True when `left` wins over `right`: weight (apart by more than `tolerance`), then confidence, then who came first in `agents`. */
export function outranks(left: GroupStanding, right: GroupStanding, tolerance: number): boolean {
  return Math.abs(left.weight - right.weight) > tolerance ? left.weight > right.weight : winsTie(left, right);
}

function winsTie(left: GroupStanding, right: GroupStanding): boolean {
  return left.confidence === right.confidence
    ? left.earliest < right.earliest
    : left.confidence > right.confidence;
}

/** The winner: of the groups within `tolerance` of the greatest weight, the one that outranks the others. */
export function findLeader<Group extends GroupStanding>(
  groups: Iterable<Group>,
  tolerance: number,
): Group | undefined {
  const candidates = [...groups];
  let greatest = 0;
  for (const { weight } of candidates) greatest = Math.max(greatest, weight);
  let leader: Group | undefined;
  for (const group of candidates) {
    if (group.weight < greatest - tolerance) continue;
    if (leader === undefined || winsTie(group, leader)) leader = group;
  }
  return leader;
}

/** Adds a voter to a group. */
export function joinGroup(group: VoteGroup, voter: number, weight: number, confidence: number): void {
  group.voters.push(voter);
  group.weight += weight;
  group.confidence = Math.max(group.confidence, confidence);
  group.earliest = Math.min(group.earliest, voter);
}

/** A group that nobody has joined yet. */
export function createGroup(): VoteGroup {
  return { voters: [], weight: 0, confidence: 0, earliest: Number.POSITIVE_INFINITY };
}

/** The votes of one question, each list by voter. */
export interface Votes {
  readonly answers: readonly unknown[];
  /** The keys of the answers; absent when the equivalence gives none, and `same` decides. */
  readonly answerKeys?: readonly (string | undefined)[];
  readonly same: (left: unknown, right: unknown) => boolean;
  readonly weights: readonly number[];
  readonly confidences: ArrayLike<number>;
}

/** Groups these voters, ascending: each joins the first group whose earliest voter gave an equivalent answer. */
export function formGroups(voters: readonly number[], votes: Votes): readonly VoteGroup[] {
  const { answers, answerKeys, same, weights, confidences } = votes;
  const groups: VoteGroup[] = [];
  const byKey = new Map<string, VoteGroup>();
  for (const voter of voters) {
    const key = answerKeys?.[voter];
    let group =
      key === undefined
        ? groups.find(({ earliest }) => same(answers[earliest], answers[voter]))
        : byKey.get(key);
    if (group === undefined) {
      groups.push((group = createGroup()));
      if (key !== undefined) byKey.set(key, group);
    }
    joinGroup(group, voter, weights[voter]!, confidences[voter]!);
  }
  return groups;
}
