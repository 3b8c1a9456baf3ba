import { checkPolicy } from "../../src/policy/check-policy.ts";
import { createBrowserPool } from "../../src/session/browser-pool.ts";

// A host of its own: opens a run and says so. When its input ends it closes the run, and has nothing more to do.
const pool = createBrowserPool();
const run = await pool.openRun({ policy: checkPolicy(), signal: new AbortController().signal });
process.stdin.resume().once("end", () => void run.close());
console.log("open");
