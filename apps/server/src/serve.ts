import { describeThrown } from "@convoke/core";
import { buildDashboard } from "./build-dashboard.ts";
import { runMain } from "./run-main.ts";

// Builds the dashboard when it is missing or older than its sources, then starts the server.
await runMain({
  prepare: async () => {
    try {
      await buildDashboard((line) => process.stdout.write(`${line}\n`));
    } catch (error) {
      // The API is of use without its pictures.
      process.stderr.write(`${describeThrown(error)}\n`);
    }
  },
});
