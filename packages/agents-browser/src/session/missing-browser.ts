import { BrowserError } from "../errors/browser-error.ts";

/** What a Linux distribution calls itself, and what it is like: `ID` and `ID_LIKE` of `/etc/os-release`. */
const readDistributions = (osRelease: string): readonly string[] =>
  [...osRelease.matchAll(/^ID(?:_LIKE)?=(?<names>.*)$/gmu)].flatMap(({ groups }) =>
    (groups?.["names"] ?? "").replaceAll('"', "").split(" "),
  );

function describeInstallation(platform: NodeJS.Platform, osRelease: string): string {
  if (platform === "darwin") return "brew install --cask chromium";
  if (platform === "win32") return "winget install Google.Chrome";
  const names = readDistributions(osRelease);
  if (names.includes("alpine")) return "apk add chromium";
  if (names.includes("ubuntu")) return "sudo snap install chromium";
  if (names.includes("debian")) return "sudo apt-get install chromium";
  if (names.includes("fedora") || names.includes("rhel")) return "sudo dnf install chromium";
  if (names.includes("arch")) return "sudo pacman -S chromium";
  return "install the package `chromium` of this system";
}

/** The error for a machine without a browser, which says how to get one there. */
export function createMissingBrowser(
  platform: NodeJS.Platform,
  osRelease: string,
  what = "No browser was found",
  details: Readonly<Record<string, unknown>> = {},
): BrowserError {
  const command = describeInstallation(platform, osRelease);
  const download = "npx playwright-core install chromium";
  return new BrowserError(
    "browser_missing",
    `${what}. To get one: ${command}; or ${download}; or set CHROMIUM_PATH to the program of a Chromium, Chrome or Edge.`,
    { details: { ...details, platform, commands: [command, download] } },
  );
}
