import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { writeLeanBrowser } from "./lean-browser.ts";

/** A program of its own: tooling imports no package, and the loader of this file does not know where their sources are. */
const nameBrowser = join(import.meta.dirname, "../../packages/agents-browser/test/support/name-browser.ts");

/**
 * Sees to it that the tests have a browser, and names it in `CHROMIUM_PATH`, which the test processes inherit: the one
 * that is found, without what nobody sees of it; where there is none on Linux on x64, the bundled one, which is unpacked.
 * A browser that is named there already is taken as it is.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.platform === "win32" || process.env.CHROMIUM_PATH) return undefined;
  const nodeArguments = ["--conditions=@convoke/source", nameBrowser];
  const { stdout } = await promisify(execFile)(process.execPath, nodeArguments);
  const found = stdout.trim();
  if (found === "") {
    if (process.platform !== "linux" || process.arch !== "x64") return undefined;
    const { prepareBundledChromium } = await import("../bundled-chromium/bundled-chromium.ts");
    process.env.CHROMIUM_PATH = await prepareBundledChromium();
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), "convoke-browser-"));
  process.env.CHROMIUM_PATH = writeLeanBrowser(found, folder);
  return async () => {
    delete process.env.CHROMIUM_PATH;
    await rm(folder, { recursive: true, force: true });
  };
}
