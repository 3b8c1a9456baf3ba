/** A number of siblings that are shown as one until they are asked for. */
export interface SiblingGroup {
  /** The same as long as the group begins at the same place. */
  readonly key: string;
  /** Positions among all siblings, from 1. */
  readonly first: number;
  readonly last: number;
  readonly ids: readonly string[];
  readonly items: readonly SiblingItem[];
}

/** A task by its id, or a group of them. */
export type SiblingItem = string | SiblingGroup;

/** Up to so many siblings stand for themselves. */
export const mostSiblings = 30;
const groupSize = 25;
const mostGroups = 40;

/**
 * Folds long lists of siblings: beyond `mostSiblings` they are one group, which opens to groups of 25 (or of groups
 * of 25, and so on), so that at no time more than a screenful appears at once.
 */
export function foldSiblings(ids: readonly string[], scope: string): readonly SiblingItem[] {
  if (ids.length <= mostSiblings) return ids;
  return [{ key: `${scope}:all`, first: 1, last: ids.length, ids, items: split(ids, scope, 1) }];
}

function split(ids: readonly string[], scope: string, first: number): readonly SiblingItem[] {
  if (ids.length <= mostSiblings) return ids;
  let size = groupSize;
  while (ids.length / size > mostGroups) size *= groupSize;
  const groups: SiblingGroup[] = [];
  for (let from = 0; from < ids.length; from += size) {
    const part = ids.slice(from, from + size);
    const begin = first + from;
    groups.push({
      key: `${scope}:${begin}x${size}`,
      first: begin,
      last: begin + part.length - 1,
      ids: part,
      items: split(part, scope, begin),
    });
  }
  return groups;
}

/** The keys of the groups that have to be open for a task to be seen. */
export function findGroupsAround(items: readonly SiblingItem[], taskId: string): readonly string[] {
  for (const item of items) {
    if (typeof item !== "string" && item.ids.includes(taskId))
      return [item.key, ...findGroupsAround(item.items, taskId)];
  }
  return [];
}
