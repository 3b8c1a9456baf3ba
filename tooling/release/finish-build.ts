import { readFileSync } from "node:fs";
import { dropEmptyMaps } from "./drop-empty-maps.ts";
import { listDeclaredEntries, pruneDeclarations } from "./prune-declarations.ts";
import { rewriteDeclarations } from "./rewrite-declarations.ts";

// The last step of each package's build, run in the package's folder after tsup and tsc have written `dist`.
rewriteDeclarations("dist");
pruneDeclarations("dist", listDeclaredEntries(JSON.parse(readFileSync("package.json", "utf8"))));
dropEmptyMaps("dist");
