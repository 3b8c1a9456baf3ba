import { writeSync } from "node:fs";
import { sqliteStore } from "@convoke/core/sqlite";
import { claims, createBoundaryStore } from "./crash-boundaries.ts";
import { beginStories, resumeStories } from "./crash-life.ts";
import { stories, variants } from "./crash-stories.ts";

// Runs all stories until each is frozen at the boundary of this number, or over; then the process kills itself.
// Says which are frozen. A later life goes on with what it finds; one of boundary 0 is killed as it claims that.
const [, , path, notesPath, life, number, claimSide] = process.argv;
const boundary = Number(number);
const store = await sqliteStore({ path });
let runs = Infinity;
let ended = 0;

function endOne(): void {
  ended += 1;
  if (ended >= runs) process.kill(process.pid, "SIGKILL");
}
const boundaries = createBoundaryStore(
  store,
  (runId) => {
    if (runId === claims)
      return { boundary: boundary === 0 ? 1 : Infinity, side: claimSide === "before" ? "before" : "after" };
    return { boundary, side: runId.endsWith(".before") ? "before" : "after" };
  },
  (runId) => {
    writeSync(1, `${runId}\n`);
    if (runId === claims) process.kill(process.pid, "SIGKILL");
    endOne();
  },
);
if (life === "first") {
  runs = Object.keys(stories).length * variants.length;
  beginStories(boundaries, notesPath, endOne);
} else {
  const { handles } = await resumeStories(boundaries, notesPath);
  for (const { settled } of handles) void settled.then(endOne);
  runs = handles.length;
  if (ended >= runs) process.kill(process.pid, "SIGKILL");
}
