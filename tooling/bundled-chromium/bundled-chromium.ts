import { execFile } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Unpacks into the system's temporary folder, which the environment of its process names. */
const unpackProgram = `
import { inflate } from "@sparticuz/chromium";
for (const archive of process.argv.slice(1)) await inflate(archive);
`;

const archives = ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"];

/** Libraries that slim systems lack; where they are, the system's own are better. */
const libraries = ["libnss3.so", "libnspr4.so"];
const libraryFolders = [
  "/usr/lib/x86_64-linux-gnu",
  "/lib/x86_64-linux-gnu",
  "/usr/lib64",
  "/lib64",
  "/usr/lib",
];

const isInstalled = (library: string): boolean =>
  libraryFolders.some((folder) => existsSync(join(folder, library)));

/** Starts the browser with its fonts, and with its libraries where the system has none, wherever its folder is. */
const writeWrapper = (needsLibraries: boolean): string =>
  [
    "#!/bin/sh",
    'here=$(cd "$(dirname "$0")" && pwd)',
    'export FONTCONFIG_PATH="$here/fonts"',
    ...(needsLibraries
      ? ['export LD_LIBRARY_PATH="$here/al2023/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"']
      : []),
    'exec "$here/chromium" "$@"',
    "",
  ].join("\n");

/** Somebody else could have put a program there. */
const isOurs = (path: string): boolean => existsSync(path) && statSync(path).uid === process.getuid?.();

/** What the bundled browser may be told. */
export interface BundledChromiumOptions {
  /** Where it is unpacked; the system's temporary folder by default. */
  readonly cacheFolder?: string;
  /** Whether its own libraries are used; by default where the system lacks them. */
  readonly needsLibraries?: boolean;
}

/**
 * Unpacks the browser of the development dependency `@sparticuz/chromium`, the first time in about half a minute, and
 * hands out the path of its program. Only for Linux on x64. Several processes may do so at once: a folder appears as a
 * whole or not at all.
 */
export async function prepareBundledChromium({
  cacheFolder = tmpdir(),
  needsLibraries = !libraries.every(isInstalled),
}: BundledChromiumOptions = {}): Promise<string> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@sparticuz/chromium");
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const name = `convoke-chromium-${version}-${process.getuid?.() ?? "user"}${needsLibraries ? "-libraries" : ""}`;
  const folder = join(cacheFolder, name);
  const program = join(folder, "start");
  if (isOurs(program)) return program;
  mkdirSync(cacheFolder, { recursive: true });
  const staging = mkdtempSync(join(cacheFolder, `${name}-`));
  try {
    await run(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        unpackProgram,
        ...archives.map((archive) => join(root, "bin", archive)),
      ],
      { env: { ...process.env, TMPDIR: staging, NODE_OPTIONS: "" }, cwd: import.meta.dirname },
    );
    chmodSync(join(staging, "chromium"), 0o755);
    writeFileSync(join(staging, "start"), writeWrapper(needsLibraries), { mode: 0o755 });
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    // Another process was faster.
    if (!isOurs(program)) throw error;
  }
  return program;
}
