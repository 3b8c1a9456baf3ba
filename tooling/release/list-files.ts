import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Lists the files below a folder whose names end in `ending`, in order, as paths that begin with the folder. */
export function listFiles(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}
