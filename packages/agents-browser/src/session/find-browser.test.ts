import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { findBrowser, type FindBrowserOptions } from "./find-browser.ts";
import { createMissingBrowser } from "./missing-browser.ts";

/** A folder with programs at these paths. */
function createPrograms(...paths: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "convoke-find-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), "#!/bin/sh\n", { mode: 0o755 });
  }
  return folder;
}

const chromeOfMac = "Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** A machine that has a browser in every place, on macOS, whose places below HOME can be made here. */
function createMachine(): { folder: string; options: FindBrowserOptions & { playwrightPath: string } } {
  const folder = createPrograms("given", "named", "playwright", chromeOfMac, "bin/chromium");
  return {
    folder,
    options: {
      executablePath: join(folder, "given"),
      environment: {
        CHROMIUM_PATH: join(folder, "named"),
        HOME: folder,
        PATH: `/nowhere:${join(folder, "bin")}`,
      },
      platform: "darwin",
      playwrightPath: join(folder, "playwright"),
    },
  };
}

describe.skipIf(process.platform === "win32")("findBrowser", () => {
  test("looks at the given path, CHROMIUM_PATH, Playwright's own, Chrome and Edge, and the PATH, in this order", async () => {
    const { folder, options } = createMachine();
    const { environment } = options;
    expect(await findBrowser(options)).toEqual({ executablePath: join(folder, "given"), foundBy: "option" });
    const second = { ...options, executablePath: undefined };
    expect(await findBrowser(second)).toEqual({
      executablePath: join(folder, "named"),
      foundBy: "CHROMIUM_PATH",
    });
    const third = { ...second, environment: { ...environment, CHROMIUM_PATH: undefined } };
    expect(await findBrowser(third)).toEqual({
      executablePath: join(folder, "playwright"),
      foundBy: "playwright",
    });
    const fourth = { ...third, playwrightPath: "/nowhere/chromium" };
    expect(await findBrowser(fourth)).toEqual({
      executablePath: join(folder, chromeOfMac),
      foundBy: "channel",
    });
    const fifth = { ...fourth, environment: { PATH: environment["PATH"] } };
    expect(await findBrowser(fifth)).toEqual({
      executablePath: join(folder, "bin/chromium"),
      foundBy: "PATH",
    });
  });

  test("rejects with `browser_missing`, which says how to get one, when there is none", async () => {
    const nothing = {
      environment: { PATH: "/nowhere", CHROMIUM_PATH: "" },
      playwrightPath: "/nowhere/chromium",
    };
    for (const platform of ["darwin", "win32"] as const) {
      await expect(findBrowser({ ...nothing, platform })).rejects.toMatchObject({
        reason: "browser_missing",
        message: expect.stringMatching(/npx playwright-core install chromium.*CHROMIUM_PATH/u),
      });
    }
  });

  test("refuses a path that was given and is no program, rather than take another browser", async () => {
    const folder = createPrograms("bin/chromium", "text");
    chmodSync(join(folder, "text"), 0o644);
    const environment = { PATH: join(folder, "bin") };
    const cases = [
      [join(folder, "text"), "may not be executed"],
      [join(folder, "nothing"), "does not exist"],
      [folder, "is not a file"],
    ] as const;
    for (const [path, problem] of cases) {
      await expect(findBrowser({ executablePath: path, environment })).rejects.toMatchObject({
        reason: "browser_missing",
        message: expect.stringContaining(problem),
      });
      await expect(
        findBrowser({ environment: { ...environment, CHROMIUM_PATH: path } }),
      ).rejects.toMatchObject({
        message: expect.stringContaining(`CHROMIUM_PATH is ${JSON.stringify(path)}, which ${problem}`),
      });
    }
  });

  test("takes the channel that was asked for and no other", async () => {
    const { folder, options } = createMachine();
    const asked = { ...options, executablePath: undefined };
    expect(await findBrowser({ ...asked, channel: "chrome" })).toEqual({
      executablePath: join(folder, chromeOfMac),
      foundBy: "channel",
    });
    await expect(findBrowser({ ...asked, channel: "msedge" })).rejects.toMatchObject({
      message: expect.stringContaining("No msedge was found"),
    });
  });
});

test.each([
  ["linux", "ID=debian\n", "apt-get install chromium"],
  ["linux", 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', "snap install chromium"],
  ["linux", "ID=fedora\n", "dnf install chromium"],
  ["linux", "ID=alpine\n", "apk add chromium"],
  ["linux", "", "package `chromium`"],
  ["darwin", "", "brew install --cask chromium"],
  ["win32", "", "winget install Google.Chrome"],
] as const)("`createMissingBrowser` says how to get one on %s with %j", (platform, osRelease, command) => {
  expect(createMissingBrowser(platform, osRelease).message).toContain(command);
});
