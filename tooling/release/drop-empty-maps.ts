import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { listFiles } from "./list-files.ts";

/**
 * Removes source maps that map nothing, and the comments that point at them: an entry that only hands on what
 * a shared chunk exports has one.
 */
export function dropEmptyMaps(folder: string): void {
  for (const map of listFiles(folder, ".js.map")) {
    if (JSON.parse(readFileSync(map, "utf8")).sources.length > 0) continue;
    const code = map.slice(0, -".map".length);
    writeFileSync(code, readFileSync(code, "utf8").replace(/\/\/# sourceMappingURL=\S+\n?$/, ""));
    rmSync(map);
  }
}
