import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDurable } from "./open-durable.ts";

async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "convoke-durable-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test.each(["ledger.txt", "generation"])(
  "openDurable says what to do about a folder in place of %s, and lets the file go",
  async (name) => {
    const folder = await createFolder();
    await mkdir(join(folder, name));
    await expect(openDurable(folder)).rejects.toThrow(
      /^The folder \S+ cannot be used \(EISDIR.+\): name another one behind --durable\.$/,
    );
    await rm(join(folder, name), { recursive: true });
    const { store } = await openDurable(folder);
    await store.close();
  },
);

test("openDurable says what to do about a file in place of the folder", async () => {
  const folder = await createFolder();
  const path = join(folder, "file");
  await writeFile(path, "");
  await expect(openDurable(path)).rejects.toThrow(
    /^The folder \S+ cannot be used \(EEXIST.+\): name another/,
  );
});
