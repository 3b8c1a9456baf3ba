import react from "@vitejs/plugin-react";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** Below this a compressed file saves no packet. */
const fewestBytes = 1_024;

/** Writes each text of the build once more as `.gz` and `.br`, so that the server has nothing to compress. */
function compressBuild(): Plugin {
  return {
    name: "compress-build",
    apply: "build",
    writeBundle({ dir = "" }, bundle) {
      for (const name of Object.keys(bundle).filter((each) => /\.(?:js|css|html|svg)$/.test(each))) {
        const path = join(dir, name);
        const bytes = readFileSync(path);
        if (bytes.length < fewestBytes) continue;
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
        );
      }
    },
  };
}

export default defineConfig({
  root: "src/ui",
  plugins: [react(), compressBuild()],
  resolve: { conditions: ["@convoke/source", "module", "browser", "development|production"] },
  build: { outDir: "../../dist/ui", emptyOutDir: true, target: "es2024", assetsInlineLimit: 0 },
  // `pnpm dev` shows the sources over a server that runs.
  server: { host: "127.0.0.1", proxy: { "/api": "http://127.0.0.1:4680" } },
});
