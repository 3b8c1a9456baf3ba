import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createTemporaryFolder } from "../../../test/temporary-folder.ts";
import { createIndex } from "../../retrieval/create-index.ts";
import { buildIndex } from "../build-index.ts";
import { openIndex, saveIndex } from "./save-index.ts";

test.each([
  ["a diary", "my diary, the only copy"],
  ["a short note", "x"],
])("`buildIndex` and `saveIndex` leave %s alone at which they are pointed", async (_, text) => {
  const folder = createTemporaryFolder({ "docs/a.md": "alpha", "diary.txt": text, "taken/b.md": "beta" });
  const [docs, file] = [join(folder, "docs"), join(folder, "diary.txt")];
  const index = await buildIndex({ folders: [docs] });
  const refusal = { code: "invalid_argument", message: expect.stringContaining(file), details: { file } };
  await expect(buildIndex({ folders: [docs], file })).rejects.toMatchObject(refusal);
  await expect(buildIndex({ folders: [docs], file, previous: index })).rejects.toMatchObject(refusal);
  await expect(saveIndex(index, file)).rejects.toMatchObject(refusal);
  expect(readFileSync(file, "utf8")).toBe(text);
  await expect(saveIndex(index, join(folder, "taken"))).rejects.toMatchObject({ code: "invalid_argument" });
  expect(readdirSync(folder).sort()).toEqual(["diary.txt", "docs", "taken"]);
});

test("`saveIndex` replaces an empty file, and lets only the owner read what it writes", async () => {
  const file = join(createTemporaryFolder({ "x.index": "" }), "x.index");
  chmodSync(file, 0o644);
  await saveIndex(createIndex([{ file: "a.md", text: "alpha" }]), file);
  expect((await openIndex(file)).files).toHaveLength(1);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
