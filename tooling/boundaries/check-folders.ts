import type { Problem } from "../support/problem.ts";
import { isTestFile } from "../support/source-files.ts";
import type { ImportGraph, WorkspacePackage } from "./import-graph.ts";
import {
  allowsFolder,
  entriesOfFolders,
  facade,
  innermostFolders,
  folderRules,
  sharedFiles,
} from "./folder-layers.ts";

/** `tasks/task.ts` → `tasks`; a file that stands in no folder belongs to the façade. */
const folderOf = (path: string): string => (path.includes("/") ? path.slice(0, path.indexOf("/")) : facade);

function checkFile(graph: ImportGraph, owner: WorkspacePackage, file: string): Problem[] {
  const rules = folderRules[owner.name];
  const sources = `${owner.folder}/src/`;
  const folder = folderOf(file.slice(sources.length));
  const rule = rules[folder];
  if (rule === undefined) {
    return [
      {
        file,
        message: `the folder "${folder}" of ${owner.name} has no rule; add it to tooling/boundaries/folder-layers.ts`,
      },
    ];
  }
  const problems: Problem[] = [];
  for (const edge of graph.files.get(file) ?? []) {
    if (!edge.target?.startsWith(sources)) continue;
    const path = edge.target.slice(sources.length);
    const other = folderOf(path);
    if (other === folder || allowsFolder(rule, other, edge.isType)) continue;
    if (entriesOfFolders[owner.name]?.[folder]?.includes(path)) continue;
    const shared = innermostFolders.includes(folder) ? undefined : sharedFiles[owner.name]?.[path];
    if (shared === "values" || (shared === "types" && edge.isType)) continue;
    const allowed = [...rule.mayImport, ...(rule.mayImportTypesOf ?? []).map((each) => `${each} (types)`)];
    const message = `${folder} may not import ${edge.isType ? "types" : "values"} of ${path} (allowed: ${allowed.join(", ") || "nothing"})`;
    problems.push({ file, line: edge.line, message });
  }
  return problems;
}

/** Checks the imports between the folders of each package that has folders. */
export function checkFolders(graph: ImportGraph): Problem[] {
  return graph.packages
    .filter(({ name }) => folderRules[name] !== undefined)
    .flatMap((owner) =>
      [...graph.files.keys()]
        .filter((file) => file.startsWith(`${owner.folder}/src/`) && !isTestFile(file))
        .flatMap((file) => checkFile(graph, owner, file)),
    );
}
