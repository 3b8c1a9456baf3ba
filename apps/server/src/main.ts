import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Starts the server with whatever has been built of the dashboard. What was compiled once is kept, which halves the next start; not
// where the platform would keep it, since others can write there.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
const { runMain } = await import("./start/run-main.ts");
await runMain();
