import { runCommand } from "../support/run-command.ts";
import type { Tarball } from "./pack-packages.ts";

/** Looks for what no published package may contain; answers with the explanation of the first find. */
export function checkContents({ name, path }: Tarball): string | undefined {
  const list = runCommand("tar", ["-tzf", path], { folder: "." }).output.split("\n");
  const stray = list.filter((file) => /\.test\.|\/src\/|\.tsbuildinfo$|\.env/.test(file));
  if (stray.length > 0) return `${name} would publish ${stray.join(", ")}`;
  for (const needed of [
    "package/LICENSE",
    "package/package.json",
    "package/dist/index.js",
    "package/dist/index.d.ts",
  ]) {
    if (!list.includes(needed))
      return `${name} would be published without ${needed.slice("package/".length)}`;
  }
  const read = (file: string): string => runCommand("tar", ["-xzOf", path, file], { folder: "." }).output;
  const emptyMap = list.find((file) => file.endsWith(".map") && /"sources":\s*\[\]/.test(read(file)));
  if (emptyMap !== undefined) return `${name} would publish ${emptyMap}, which maps nothing`;
  return explainManifest(name, read("package/package.json"));
}

/** Scripts and development dependencies work in the workspace only, whose files nobody else has. */
function explainManifest(name: string, text: string): string | undefined {
  const manifest = JSON.parse(text) as Record<string, unknown>;
  const field = ["scripts", "devDependencies"].find((each) => manifest[each] !== undefined);
  if (field === undefined && !/"workspace:|@convoke\/source/.test(text)) return undefined;
  return `the package.json of ${name} still speaks of the workspace${field === undefined ? "" : ` in "${field}"`}:\n${text}`;
}

/** Asks publint whether the package's entries work wherever it is installed. */
export function checkEntries({ path }: Tarball, root: string): string | undefined {
  const { succeeded, output } = runCommand("publint", ["run", path, "--strict"], { folder: root });
  return succeeded ? undefined : output;
}

/**
 * Asks "are the types wrong" whether each way of importing finds the right declarations.
 * A package without any is a success for that tool, and a failure here.
 */
export function checkTypes({ path }: Tarball, root: string): string | undefined {
  const { succeeded, output } = runCommand("attw", [path, "--profile", "esm-only"], { folder: root });
  return succeeded && !output.includes("does not contain types") ? undefined : output;
}
