import type { FileRecord } from "../retrieval/index-state.ts";

/** Gives a file a name that no other has; `path` is left out for one that is known by its name alone. */
export type ChooseName = (candidates: readonly string[], path?: string) => string;

/**
 * Creates a naming in which files of `known` that are looked at again keep their names, whatever folder they are
 * found from and whoever comes first. Else the first candidate that is free is taken; the last one gets a number
 * when none is.
 */
export function createNaming(
  known: readonly Pick<FileRecord, "path" | "name">[],
  looked: ReadonlySet<string>,
): ChooseName {
  const nameOf = new Map(known.filter(({ path }) => looked.has(path)).map(({ path, name }) => [path, name]));
  const keeper = new Map([...nameOf].map(([path, name]) => [name, path]));
  const taken = new Set<string>();
  return (candidates, path) => {
    const own = path === undefined ? undefined : nameOf.get(path);
    const isFree = (name: string): boolean =>
      !taken.has(name) && (path === undefined || (keeper.get(name) ?? path) === path);
    const all = own === undefined ? candidates : [own, ...candidates];
    let name = all.find(isFree);
    for (let number = 2; name === undefined; number += 1) {
      const numbered = `${all[all.length - 1]} (${number})`;
      if (isFree(numbered)) name = numbered;
    }
    taken.add(name);
    return name;
  };
}
