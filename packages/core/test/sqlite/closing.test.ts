import { join } from "node:path";
import { sqliteStore } from "@convoke/core/sqlite";
import { expect, test } from "vitest";
import { withFolder } from "./temporary-folder.ts";

test("sqliteStore does what was asked before `close`, and refuses what comes after", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "runs.db");
    const store = await sqliteStore({ path });
    const run = { runId: "r", strategy: "task", title: "r", plan: {}, createdAt: 1 };
    const lease = await store.open(run, "me", 1_000);
    const commits = Array.from({ length: 50 }, (_, index) =>
      store.commit(lease, { events: [{ runId: "r", sequence: index + 1, event: {} }] }),
    );
    const closed = [store.close(), store.close()];
    const late = store.load("r");
    await expect(late).rejects.toMatchObject({
      code: "closed",
      message: expect.stringContaining(path) as string,
    });
    expect((await Promise.all(commits)).map(({ cursor }) => cursor)).toEqual(
      commits.map((_, index) => index + 1),
    );
    await Promise.all(closed);
    await expect(store.commit(lease, {})).rejects.toMatchObject({ code: "closed" });
    const next = await sqliteStore({ path });
    expect((await next.load("r"))?.sequence).toBe(50);
    await next.close();
  });
});
