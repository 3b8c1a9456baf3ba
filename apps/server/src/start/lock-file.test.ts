import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lockFile } from "./lock-file.ts";

test("lockFile gives a lock to one at a time, and to the next when it is let go", async () => {
  const folder = mkdtempSync(join(tmpdir(), "convoke-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "ui.lock");
  const lock = await lockFile(path, 0);
  await expect(lockFile(path, 0)).rejects.toThrow("locked");
  lock.release();
  (await lockFile(path, 0)).release();
});
