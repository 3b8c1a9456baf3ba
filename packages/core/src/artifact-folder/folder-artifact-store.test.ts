import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { folderArtifactStore } from "./folder-artifact-store.ts";

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "convoke-artifacts-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
const hello = new TextEncoder().encode("hello");

describe("folderArtifactStore", () => {
  test("keeps artifacts for the next store on the folder, and leaves no other files", async () => {
    const folder = createFolder();
    const { hash } = await folderArtifactStore({ folder }).put(hello, "text/plain");
    expect(await folderArtifactStore({ folder }).get(hash)).toMatchObject({
      mediaType: "text/plain",
      bytes: 5,
    });
    expect(readdirSync(folder).sort()).toEqual([hash, `${hash}.type`]);
  });

  test("several stores on one folder put the same at once, and no reader sees half of it", async () => {
    const folder = createFolder();
    const large = new Uint8Array(3_000_000).fill(7);
    const stores = [1, 2, 3, 4].map(() => folderArtifactStore({ folder }));
    const infos = await Promise.all(
      stores.map(async (store) => {
        const info = await store.put(large, "a/b");
        expect((await store.get(info.hash))?.bytes).toBe(3_000_000);
        return info;
      }),
    );
    expect(new Set(infos.map(({ hash }) => hash)).size).toBe(1);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test("rejects with `store_failed` for a damaged file, which the next put repairs", async () => {
    const folder = createFolder();
    const store = folderArtifactStore({ folder });
    const { hash } = await store.put(hello, "text/plain");
    writeFileSync(join(folder, hash), "other");
    await expect(store.get(hash)).rejects.toMatchObject({
      code: "store_failed",
      message: expect.stringContaining("damaged"),
    });
    await store.put(hello, "text/plain");
    expect((await store.get(hash))?.bytes).toBe(5);
    rmSync(join(folder, `${hash}.type`));
    await expect(store.get(hash)).rejects.toMatchObject({ code: "store_failed" });
  });

  test("rejects with `store_failed` where it cannot write, and looks at no path outside the folder", async () => {
    const folder = createFolder();
    writeFileSync(join(folder, "file"), "x");
    const store = folderArtifactStore({ folder: join(folder, "file") });
    await expect(store.put(hello, "text/plain")).rejects.toMatchObject({ code: "store_failed" });
    expect(await folderArtifactStore({ folder: join(folder, "sub") }).get("../file")).toBeUndefined();
    expect(existsSync(join(folder, "sub"))).toBe(false);
  });

  test("refuses options that cannot be meant", () => {
    expect(() => folderArtifactStore({ folder: "" })).toThrow("path of its folder");
    expect(() => folderArtifactStore(undefined as never)).toThrow("path of its folder");
    expect(() => folderArtifactStore({ folder: "x", path: "y" } as never)).toThrow('unknown option "path"');
  });
});
