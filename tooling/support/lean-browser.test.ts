import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeLeanBrowser } from "./lean-browser.ts";
import { withFixture } from "./temporary-folder.ts";

const program = `#!/bin/sh\nfor argument do printf '%s\\n' "$argument"; done\n`;

test.skipIf(process.platform === "win32")(
  "`writeLeanBrowser` adds to the features that are turned off, and hands on every other argument as it is",
  () => {
    const run = (given: readonly string[]): readonly string[] =>
      withFixture({ "it's a browser": program }, (folder) => {
        const browser = join(folder, "it's a browser");
        chmodSync(browser, 0o755);
        const output = execFileSync(writeLeanBrowser(browser, folder), given, { encoding: "utf8" });
        return output.split("\n").slice(0, -1);
      });
    const rules = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1";
    expect(run([rules, "--disable-features=One,Two", "", "$HOME"])).toEqual([
      rules,
      "--disable-features=One,Two,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
      "",
      "$HOME",
    ]);
    expect(run([])).toEqual([]);
  },
);
