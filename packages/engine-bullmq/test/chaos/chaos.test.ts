import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { describeWithRedis } from "../support/redis.ts";

describeWithRedis("workers and coordinators in trouble", () => {
  it("lose no task and commit none twice, whoever is killed, paused, cut off or told twice", async () => {
    const { NODE_OPTIONS: _, ...environment } = process.env;
    const program = fileURLToPath(new URL("main.ts", import.meta.url));
    const parameters = ["--conditions=@convoke/source", program, "--seed", "8", "--rounds", "1"];
    const round = spawn(process.execPath, parameters, {
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let told = "";
    for (const stream of [round.stdout, round.stderr])
      stream.on("data", (text: Buffer) => (told += text.toString()));
    const [code] = (await once(round, "close")) as [number | null];
    expect(code, told).toBe(0);
    expect(told).toContain("test:chaos: 1 passed, 0 failed");
  }, 150_000);
});
