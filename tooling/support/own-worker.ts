import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isTestFile, listSourceFiles } from "./source-files.ts";

/**
 * What a test does that others in its process would notice: it changes the environment, the working folder, listeners,
 * timers or flags, measures what the process takes, or keeps a browser for as long as its file lasts.
 */
const noticed: readonly RegExp[] = [
  /\bprocess\.(?:on|once|off|emit|chdir|removeListener|removeAllListeners|setMaxListeners)\(/,
  /\bprocess\.(?:cpuUsage|memoryUsage|resourceUsage)\(/,
  /\bprocess\.env(?:\.\w+|\[[^\]]*\])?\s*\??\?*=[^=>]/,
  /\bdelete (?:process|globalThis)\./,
  /\bglobalThis(?:\.\w+|\[[^\]]*\])\s*=[^=>]/,
  /\bObject\.(?:assign|defineProperty|defineProperties)\((?:process|globalThis)\b/,
  /\bvi\.(?!fn\()\w+\(/,
  /\bsetFlagsFromString\(|\bregisterHooks\(|\bconfigureGlobal\(|\bsetGlobalDispatcher\(/,
  /\bcreateBrowser(?:Agent|Pool)?\(|\bfindBrowser\(/,
  /\/support\/(?:open-test-run|shared-run|goal-pages|open-action-context|pursue-by-script)\.ts"/,
];

/** Whether a test file must not share its worker with others, by what its text says. */
export function needsOwnWorker(text: string): boolean {
  return noticed.some((pattern) => pattern.test(text));
}

/**
 * Lists the test files of the workspace that get a worker of their own. All others share one per core, since to start a
 * worker and to load the modules takes longer than the tests of most files.
 */
export function listOwnWorkerTests(root: string): string[] {
  return listSourceFiles(root).filter(
    (file) =>
      isTestFile(file) &&
      /\.test\.tsx?$/.test(file) &&
      needsOwnWorker(readFileSync(join(root, file), "utf8")),
  );
}
