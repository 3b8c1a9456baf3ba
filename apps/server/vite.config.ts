import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: "src/ui",
  plugins: [react()],
  resolve: { conditions: ["@convoke/source", "module", "browser", "development|production"] },
  build: {
    outDir: "../../dist/ui",
    emptyOutDir: true,
    target: "es2024",
    assetsInlineLimit: 0,
    manifest: true,
  },
  // `pnpm dev` shows the sources over a server that runs.
  server: { host: "127.0.0.1", proxy: { "/api": "http://127.0.0.1:4680" } },
});
