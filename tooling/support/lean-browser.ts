import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Pages that Chromium loads for the address bar of every window, each in a process of its own, though no window is seen:
 * they take three quarters of what it costs to open a context. No page of a test notices them.
 */
const unseen = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"] as const;

/**
 * Writes a program into a folder that is the browser without what nobody sees of it, and returns its path.
 *
 * It adds to the list of features that the driver of the browser turns off, since of two such lists only the later one
 * counts; a browser that does not know a feature passes over it. Every other argument, the environment and the process
 * stay as they are.
 */
export function writeLeanBrowser(browser: string, folder: string): string {
  const path = join(folder, "browser");
  const quoted = `'${browser.replaceAll("'", `'\\''`)}'`;
  const lines = [
    "#!/bin/sh",
    "for argument do",
    "  shift",
    `  case "$argument" in --disable-features=*) argument="$argument,${unseen.join(",")}" ;; esac`,
    '  set -- "$@" "$argument"',
    "done",
    `exec ${quoted} "$@"`,
    "",
  ];
  writeFileSync(path, lines.join("\n"));
  chmodSync(path, 0o755);
  return path;
}
