import { runMain } from "./run-main.ts";

// Starts the server with whatever has been built of the dashboard.
await runMain();
