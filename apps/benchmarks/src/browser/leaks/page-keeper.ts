import type { OpenPage, World } from "./worlds.ts";

/** Pages that serve one try after the other: what a fresh context costs is more than what a try does. */
export interface PageKeeper {
  take(isPublicAllowed: boolean): Promise<OpenPage>;
  /** `isFine` is false for a page on which something failed; it serves no other try. */
  giveBack(opened: OpenPage, isFine: boolean): Promise<void>;
  close(): Promise<void>;
}

/** A context takes part in so many tries, of ways that are other ones each time. */
const triesPerContext = 6;

export function keepPages(world: World): PageKeeper {
  const idle = new Map<boolean, OpenPage[]>([
    [true, []],
    [false, []],
  ]);
  const kinds = new WeakMap<OpenPage, boolean>();
  const uses = new WeakMap<OpenPage, number>();
  return {
    async take(isPublicAllowed) {
      const opened = idle.get(isPublicAllowed)!.pop() ?? (await world.open(isPublicAllowed));
      kinds.set(opened, isPublicAllowed);
      uses.set(opened, (uses.get(opened) ?? 0) + 1);
      return opened;
    },
    async giveBack(opened, isFine) {
      const { page } = opened;
      if (isFine && !page.isClosed() && uses.get(opened)! < triesPerContext) {
        const popups = page
          .context()
          .pages()
          .filter((other) => other !== page);
        await Promise.all(popups.map((popup) => popup.close().catch(() => {})));
        idle.get(kinds.get(opened)!)!.push(opened);
      } else await opened.close().catch(() => {});
    },
    async close() {
      const all = [...idle.values()].flatMap((pages) => pages.splice(0));
      await Promise.all(all.map((opened) => opened.close().catch(() => {})));
    },
  };
}
