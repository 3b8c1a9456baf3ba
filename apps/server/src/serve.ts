import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Builds the dashboard when it is missing or older than its sources, then starts the server; see `main.ts`.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
const { runMain } = await import("./start/run-main.ts");
const { buildDashboard } = await import("./start/build-dashboard.ts");
await runMain({
  prepare: async () => {
    try {
      await buildDashboard((line) => process.stdout.write(`${line}\n`));
    } catch (error) {
      // The API is of use without its pictures.
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
  },
});
