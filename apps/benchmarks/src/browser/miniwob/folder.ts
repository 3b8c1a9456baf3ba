import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const release = "miniwob==1.1.0";

/** Where fetched things are kept; git ignores it. */
const temporary = fileURLToPath(new URL("../../../.temporary/miniwob", import.meta.url));

/** The folder with the tasks' pages: the one that is given, else the package's, which is fetched once. */
export async function openFolder(given: string | undefined): Promise<string> {
  const folder = given ?? process.env.MINIWOB_FOLDER ?? (await fetchPackage());
  if (!existsSync(join(folder, "miniwob")))
    throw new Error(
      `${folder} holds no folder "miniwob" with the tasks' pages; name the folder "html" of the package`,
    );
  return folder;
}

/** The names of the tasks in a folder: its pages without their ending. */
export async function listTasks(folder: string): Promise<readonly string[]> {
  const files = await readdir(join(folder, "miniwob"));
  return files.filter((file) => file.endsWith(".html")).map((file) => file.slice(0, -".html".length));
}

async function fetchPackage(): Promise<string> {
  const folder = join(temporary, "miniwob", "html");
  if (existsSync(folder)) return folder;
  await mkdir(temporary, { recursive: true });
  try {
    await run("python3", ["-m", "pip", "download", "--no-deps", "--dest", temporary, release]);
    const wheel = (await readdir(temporary)).find((file) => file.endsWith(".whl"));
    if (wheel === undefined) throw new Error("no wheel was downloaded");
    await run("python3", ["-m", "zipfile", "--extract", join(temporary, wheel), temporary]);
  } catch (error) {
    throw new Error(
      `the tasks could not be fetched (python3 -m pip download --no-deps ${release}): get that package on a machine that can, ` +
        "unzip it, and name its folder miniwob/html with --folder or MINIWOB_FOLDER",
      { cause: error },
    );
  }
  return folder;
}
