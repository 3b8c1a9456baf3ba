import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Figure } from "../figure.ts";

interface ScaleRun {
  readonly passages: number;
  readonly indexingMs: number;
  readonly firstQueryMs: number;
  readonly queryMs: number;
  readonly memoryMib: number;
  readonly greatestMemoryMib: number;
}

/** What indexing and asking costs at 2,000 and at 100,000 passages, each in a process of its own. */
export function measureScale(path: string): Figure[] {
  const small = runProbe(path, 2_000);
  const large = runProbe(path, 100_000);
  return [
    { name: "indexing 2,000 paragraphs", value: small.indexingMs, format: "milliseconds" },
    {
      name: "2,000 paragraphs: CPU per query, first 300",
      value: small.firstQueryMs,
      format: "milliseconds",
    },
    { name: "2,000 paragraphs: CPU per query", value: small.queryMs, format: "milliseconds" },
    { name: "100,000 passages: indexing", value: large.indexingMs, format: "milliseconds" },
    { name: "100,000 passages: CPU per query", value: large.queryMs, format: "milliseconds" },
    { name: "100,000 passages: memory afterwards", value: large.memoryMib, format: "megabytes" },
    { name: "100,000 passages: greatest memory", value: large.greatestMemoryMib, format: "megabytes" },
  ];
}

function runProbe(path: string, count: number): ScaleRun {
  const probe = fileURLToPath(new URL("probe.ts", import.meta.url));
  const command = ["--conditions=@convoke/source", probe, path, String(count)];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  if (status !== 0) throw new Error(`The probe of ${count} passages failed:\n${stderr}`);
  return JSON.parse(stdout) as ScaleRun;
}
