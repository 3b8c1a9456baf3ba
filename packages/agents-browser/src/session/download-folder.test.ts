import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createDownloadFolder, removeAbandonedFolders } from "./download-folder.ts";

test("`removeAbandonedFolders` removes what dead processes left, and nothing else", async () => {
  const parent = mkdtempSync(join(tmpdir(), "convoke-test-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const own = await createDownloadFolder(parent);
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const nameFor = (pid: number, end: string): string =>
    join(
      parent,
      basename(own)
        .replace(`-${process.pid}-`, `-${pid}-`)
        .replace(/\w{6}$/u, end),
    );
  const [left, link, elsewhere] = [nameFor(dead, "AbCdEf"), nameFor(dead, "linked"), join(parent, "other")];
  mkdirSync(left);
  writeFileSync(join(left, "download-1"), "x");
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, link);
  const foreign = [join(parent, `convoke-downloads-${dead}`), join(parent, `mine-${dead}-0-AbCdEf`)];
  for (const folder of foreign) mkdirSync(folder);
  await removeAbandonedFolders(parent);
  expect([left, own, link, elsewhere, ...foreign].map((path) => existsSync(path))).toEqual([
    false,
    true,
    true,
    true,
    true,
    true,
  ]);
});
