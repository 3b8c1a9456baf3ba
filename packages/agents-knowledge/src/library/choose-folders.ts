import { ErrorCode, OrchestrationError } from "@convoke/core";
import { isInside } from "../ingest/place.ts";
import type { IndexChanges, KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { type AddedFolder, type Addition, isSameAddition } from "./added-folders.ts";
import type { Member } from "./batches.ts";
import { resolveFolder } from "./resolve-folder.ts";

/** What an update answers. */
export interface Update {
  readonly index: KnowledgeIndex;
  readonly changes: IndexChanges;
}

/** A request to add a folder. */
export type Adding = Member<AddedFolder, Update>;

/** Additions beyond these are refused; each costs a look at its folder with every update. */
const mostAdditions = 1000;

/** The folders that some requests ask for. */
export interface ChosenFolders {
  /** Each once, by real paths. */
  readonly fresh: readonly AddedFolder[];
  /** Which of them each request asked for. */
  readonly asked: ReadonlyMap<Adding, number>;
  /** Those that were added before, without the fresh ones. */
  readonly others: readonly AddedFolder[];
  /** True when no fresh folder holds one that was added before or lies in one: then those need no other look. */
  readonly isApart: boolean;
}

/** Finds the folders of the requests that are not settled; one whose folder cannot be added is settled here. */
export async function chooseFolders(
  members: readonly Adding[],
  { added, allowed }: { added: readonly AddedFolder[]; allowed: readonly string[] | undefined },
): Promise<ChosenFolders> {
  const fresh: AddedFolder[] = [];
  const asked = new Map<Adding, number>();
  const isKnown = (one: AddedFolder): boolean => added.some((other) => isSameAddition(one, other));
  let room = mostAdditions - added.length;
  for (const member of members) {
    if (member.signal.aborted) member.outcome ??= { error: member.signal.reason };
    if (member.outcome) continue;
    try {
      const folder = await resolveFolder(member.request.folder, allowed);
      const addition = { ...member.request, folder };
      const position = fresh.findIndex((other) => isSameAddition(addition, other));
      if (position === -1 && !isKnown(addition) && (room -= 1) < 0) throw createTooMany();
      asked.set(member, position === -1 ? fresh.push(addition) - 1 : position);
    } catch (error) {
      member.outcome = { error };
    }
  }
  const others = added.filter((one) => !fresh.some((other) => isSameAddition(one, other)));
  const isApart = !added.some((one) => fresh.some((other) => meets(one.folder, other.folder)));
  return { fresh, asked, others, isApart };
}

/**
 * Tells each request what became of its folder, when all of them may stay; else only those that may not, and the
 * folders have to be added again without theirs.
 */
export function settle(
  { asked }: ChosenFolders,
  additions: readonly Addition[],
  index: KnowledgeIndex,
): boolean {
  let isWhole = true;
  for (const [member, position] of asked) {
    const addition = additions[position];
    if (member.signal.aborted) member.outcome = { error: member.signal.reason };
    else if ("error" in addition) member.outcome = { error: addition.error };
    if (member.outcome) isWhole = false;
  }
  if (!isWhole) return false;
  const told = new Set<number>();
  let files = 0;
  for (const [member, position] of asked) {
    const addition = additions[position];
    if ("error" in addition) continue;
    const { added, changed, unchanged } = addition.changes;
    const isFirst = !told.has(position);
    // Who asks for a folder that was just added finds all as it is.
    if (isFirst) files = added + changed + unchanged;
    const changes = isFirst ? addition.changes : { added: 0, changed: 0, removed: 0, unchanged: files };
    member.outcome = { result: { index, changes } };
    told.add(position);
  }
  return true;
}

function meets(one: string, other: string): boolean {
  return isInside(one, other) || isInside(other, one);
}

function createTooMany(): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `${mostAdditions} folders were added already; add a folder that holds several of them.`,
  );
}
