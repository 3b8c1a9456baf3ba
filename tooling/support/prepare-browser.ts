import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

/** Whether a look at the PATH tells already that there is a browser; most machines of developers have one there. */
function hasBrowserOnPath(): boolean {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return ["chromium", "google-chrome"].some((name) =>
    folders.some((folder) => existsSync(join(folder, name))),
  );
}

/**
 * Sees to it that the tests have a browser: where none is found on Linux on x64, the bundled one is unpacked and named in
 * `CHROMIUM_PATH`, which the test processes inherit. The thorough look has a process of its own: this file is loaded for
 * every test run, by a loader that does not know where the packages' sources are.
 */
export default async function prepareBrowser(): Promise<void> {
  if (process.platform !== "linux" || process.arch !== "x64") return;
  if (process.env.CHROMIUM_PATH || hasBrowserOnPath()) return;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--conditions=@convoke/source",
    join(import.meta.dirname, "name-browser.ts"),
  ]);
  process.env.CHROMIUM_PATH = stdout.trim();
}
