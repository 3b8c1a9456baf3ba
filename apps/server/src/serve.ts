import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Builds the dashboard when it is missing, then starts the server.
const root = fileURLToPath(new URL("..", import.meta.url));
if (!existsSync(`${root}dist/ui/index.html`)) {
  const { build } = await import("vite");
  await build({ root: `${root}src/ui`, configFile: `${root}vite.config.ts`, logLevel: "warn" });
}
await import("./main.ts");
