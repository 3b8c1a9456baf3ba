import { readFileSync } from "node:fs";
import { extractSamples } from "../tooling/samples/extract-samples.ts";
import { runSample } from "../tooling/samples/run-sample.ts";
for (const s of extractSamples("/work/main/packages/agents-browser/README.md")) { const t=Date.now(); const r = runSample(s); console.log("##", s.title, r.succeeded, Date.now()-t, "\n", r.output.slice(0,1800)); }
