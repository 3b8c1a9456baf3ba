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

/** A program of its own: tooling imports no package, and the loader of this file does not know where their sources are. */
const nameBrowser = join(import.meta.dirname, "../../packages/agents-browser/test/support/name-browser.ts");

/**
 * Sees to it that the tests have a browser: where none is found on Linux on x64, the bundled one is unpacked and named in
 * `CHROMIUM_PATH`, which the test processes inherit. The thorough look, and the unpacking, are loaded only when the PATH
 * has none.
 */
export async function setup(): Promise<void> {
  if (process.platform !== "linux" || process.arch !== "x64") return;
  if (process.env.CHROMIUM_PATH || hasBrowserOnPath()) return;
  const nodeArguments = ["--conditions=@convoke/source", nameBrowser];
  const { stdout } = await promisify(execFile)(process.execPath, nodeArguments);
  if (stdout.trim() !== "") return;
  const { prepareBundledChromium } = await import("../bundled-chromium/bundled-chromium.ts");
  process.env.CHROMIUM_PATH = await prepareBundledChromium();
}
