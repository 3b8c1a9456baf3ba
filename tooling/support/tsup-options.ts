import type { Options } from "tsup";

/**
 * How every package is built: ES modules for Node, one file per entry point and shared chunks between them.
 * Declarations are written by `tsc`, dependencies stay imports.
 */
export function createTsupOptions(entry: Record<string, string>): Options {
  return {
    entry,
    format: ["esm"],
    platform: "node",
    target: "node22.18",
    dts: false,
    sourcemap: true,
    clean: true,
    splitting: true,
    removeNodeProtocol: false,
    outExtension: () => ({ js: ".js" }),
    silent: true,
  };
}
