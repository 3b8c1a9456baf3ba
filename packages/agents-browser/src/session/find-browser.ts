import { constants } from "node:fs";
import { access, readFile, stat } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { type BrowserChannel, browserChannels, listChannelPaths } from "./channel-places.ts";
import { createMissingBrowser } from "./missing-browser.ts";
import { loadPlaywright } from "./playwright.ts";

/** Where to look for a browser. */
export interface FindBrowserOptions {
  /** Taken, or refused; nothing else is looked for then. */
  readonly executablePath?: string | undefined;
  /** A branded browser; nothing else is looked for then, not even at `CHROMIUM_PATH`. */
  readonly channel?: BrowserChannel | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** @default that of this process */
  readonly platform?: NodeJS.Platform;
  /** Where Playwright would have installed its own. @default what it says */
  readonly playwrightPath?: string;
}

/** A browser's program. */
export interface FoundBrowser {
  readonly executablePath: string;
  readonly foundBy: "option" | "CHROMIUM_PATH" | "playwright" | "channel" | "PATH";
}

const programNames: readonly string[] = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];
const windowsProgramNames: readonly string[] = ["chromium.exe", "chrome.exe", "msedge.exe"];

async function describeProblem(path: string): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isFile()) return "is not a file";
  } catch {
    return "does not exist";
  }
  try {
    await access(path, constants.X_OK);
    return undefined;
  } catch {
    return "may not be executed";
  }
}

async function findFirst(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    if ((await describeProblem(path)) === undefined) return path;
  }
  return undefined;
}

async function requireProgram(path: string, name: string, platform: NodeJS.Platform): Promise<string> {
  const problem = await describeProblem(path);
  if (problem === undefined) return path;
  const what = `${name} is ${JSON.stringify(path.slice(0, 300))}, which ${problem}; left out, a browser is looked for`;
  throw createMissingBrowser(platform, await readOsRelease(), what, { executablePath: path, problem });
}

const readPlaywrightPath = async (): Promise<string> => (await loadPlaywright()).chromium.executablePath();

const readOsRelease = (): Promise<string> => readFile("/etc/os-release", "utf8").catch(() => "");

function listPathPrograms(
  environment: FindBrowserOptions["environment"],
  platform: NodeJS.Platform,
): readonly string[] {
  const path = environment["PATH"] ?? environment["Path"] ?? "";
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  const names = platform === "win32" ? windowsProgramNames : programNames;
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * Finds a browser: the path that is given, else `CHROMIUM_PATH`, else the one that Playwright installed, else Chrome or
 * Edge where they are installed, else `chromium` and the like on the PATH.
 *
 * Rejects with `browser_missing`: the message says how to get one on this platform, or what is wrong with a path that
 * was given.
 *
 * @example
 * const { executablePath } = await findBrowser({ environment: process.env });
 */
export async function findBrowser({
  executablePath,
  channel,
  environment,
  platform = process.platform,
  playwrightPath,
}: FindBrowserOptions): Promise<FoundBrowser> {
  if (executablePath !== undefined) {
    return {
      executablePath: await requireProgram(executablePath, "executablePath", platform),
      foundBy: "option",
    };
  }
  if (channel !== undefined) {
    const path = await findFirst(listChannelPaths(channel, platform, environment));
    if (path !== undefined) return { executablePath: path, foundBy: "channel" };
    throw createMissingBrowser(platform, await readOsRelease(), `No ${channel} was found`);
  }
  const named = environment["CHROMIUM_PATH"];
  if (named) {
    return {
      executablePath: await requireProgram(named, "CHROMIUM_PATH", platform),
      foundBy: "CHROMIUM_PATH",
    };
  }
  const ownPath = await findFirst([playwrightPath ?? (await readPlaywrightPath())]);
  if (ownPath !== undefined) return { executablePath: ownPath, foundBy: "playwright" };
  const branded = browserChannels.flatMap((name) => listChannelPaths(name, platform, environment));
  const brandedPath = await findFirst(branded);
  if (brandedPath !== undefined) return { executablePath: brandedPath, foundBy: "channel" };
  const found = await findFirst(listPathPrograms(environment, platform));
  if (found !== undefined) return { executablePath: found, foundBy: "PATH" };
  throw createMissingBrowser(platform, await readOsRelease());
}
