import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** What a browser loads for the first page of the dashboard. */
export interface DashboardFigure {
  readonly files: readonly { readonly path: string; readonly gzipBytes: number }[];
  readonly gzipBytes: number;
}

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
}

const built = fileURLToPath(new URL("../../../server/dist/ui/", import.meta.url));

/** Sums what `index.html` and the chunks of the first page bring with them, by the manifest of the build. */
export function measureDashboard(firstPage: string, folder = built): DashboardFigure {
  const manifest = readManifest(folder);
  const paths = new Set(["index.html"]);
  const seen = new Set<string>();
  const add = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    for (const path of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) paths.add(path);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  for (const [name, { isEntry }] of Object.entries(manifest))
    if (isEntry === true || name.includes(firstPage)) add(name);
  const files = Array.from(paths, (path) => ({
    path,
    gzipBytes: gzipSync(readFileSync(`${folder}${path}`), { level: 9 }).byteLength,
  }));
  return { files, gzipBytes: files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) };
}

function readManifest(folder: string): Readonly<Record<string, Chunk>> {
  try {
    return JSON.parse(readFileSync(`${folder}.vite/manifest.json`, "utf8")) as Readonly<
      Record<string, Chunk>
    >;
  } catch (cause) {
    throw new Error("The dashboard has not been built: start the server once by the script serve.", {
      cause,
    });
  }
}
