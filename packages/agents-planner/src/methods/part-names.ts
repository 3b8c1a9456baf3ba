import type { CompoundStep } from "./compound-step.ts";
import { renameReferences } from "./rename-repeats.ts";
import type { StepDraft } from "./step-draft.ts";

/** What the names of compound steps and of their products stand for, once these are decomposed. */
export interface PartNames {
  /** True when a part that was added before goes by this name. */
  has(name: string): boolean;
  /** The steps of a part: from now on its names stand for the last of them. */
  add(step: CompoundStep, drafts: readonly StepDraft[]): void;
  /** The step with the names of parts replaced; those in `except` are left as they are. */
  resolve(draft: StepDraft, except?: ReadonlySet<string>): StepDraft;
}

/** Makes the names of one expansion's parts. */
export function createPartNames(): PartNames {
  const products = new Map<string, readonly string[]>();
  const ends = new Map<string, readonly string[]>();
  return {
    has: (name) => products.has(name),
    add({ id, produces = [] }, drafts) {
      const last = findLast(drafts);
      for (const name of [id, ...produces])
        products.set(
          name,
          last.flatMap((draft) => draft.produces ?? [draft.id]),
        );
      ends.set(
        id,
        last.map((draft) => draft.id),
      );
    },
    resolve(draft, except = new Set()) {
      const follow = (names: ReadonlyMap<string, readonly string[]>) => (name: string) =>
        (except.has(name) ? undefined : names.get(name)) ?? [name];
      const { consumes, dependsOn, input } = draft;
      return {
        ...draft,
        ...(consumes === undefined ? {} : { consumes: [...new Set(consumes.flatMap(follow(products)))] }),
        ...(dependsOn === undefined ? {} : { dependsOn: [...new Set(dependsOn.flatMap(follow(ends)))] }),
        ...(input === undefined
          ? {}
          : { input: renameReferences(input, (id) => follow(ends)(id).at(-1) ?? id) }),
      };
    },
  };
}

/** The steps on which no other one waits, optional ones left out: what comes after must stand without them. */
function findLast(all: readonly StepDraft[]): StepDraft[] {
  const needed = all.filter((draft) => draft.optional !== true);
  const drafts = needed.length === 0 ? all : needed;
  const used = new Set(drafts.flatMap((draft) => [...(draft.consumes ?? []), ...(draft.dependsOn ?? [])]));
  return drafts.filter((draft) => ![draft.id, ...(draft.produces ?? [])].some((name) => used.has(name)));
}
