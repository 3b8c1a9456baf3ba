import { rmSync } from "node:fs";
import { join } from "node:path";
import { setup as startRedis } from "../support/prepare-redis.ts";
import { runCommand } from "../support/run-command.ts";
import { runSteps, type Step } from "../support/run-steps.ts";
import { createTemporaryFolder } from "../support/temporary-folder.ts";
import { workspaceRoot } from "../support/workspace-root.ts";
import { createConsumerSteps } from "./check-consumer.ts";
import { checkContents, checkEntries, checkTypes } from "./check-tarball.ts";
import { packPackages, type Tarball } from "./pack-packages.ts";

function createTarballSteps(tarball: Tarball): Step[] {
  return [
    { name: `${tarball.name}: contents`, run: () => checkContents(tarball) },
    { name: `${tarball.name}: publint`, run: () => checkEntries(tarball, workspaceRoot) },
    { name: `${tarball.name}: types of every entry`, run: () => checkTypes(tarball, workspaceRoot) },
  ];
}

/** Builds, packs and checks every public package as its users will get it. */
function checkRelease(folder: string): boolean {
  const build = runCommand("node", ["tooling/build.ts"], { folder: workspaceRoot });
  if (!build.succeeded) {
    return runSteps("release:check", [{ name: "build", run: () => build.output }]);
  }
  const tarballs = packPackages(workspaceRoot, join(folder, "tarballs"));
  const consumer = createTemporaryFolder(folder);
  return runSteps("release:check", [
    { name: `build and pack ${tarballs.length} packages`, run: () => undefined },
    ...tarballs.flatMap(createTarballSteps),
    ...createConsumerSteps(workspaceRoot, consumer, tarballs, process.env.CONVOKE_TEST_REDIS),
  ]);
}

const folder = createTemporaryFolder();
// Without one it says so, and leaves out what needs it.
const stopRedis = await startRedis();
try {
  process.exitCode = checkRelease(folder) ? 0 : 1;
} finally {
  await stopRedis?.();
  rmSync(folder, { recursive: true, force: true });
}
