import { parseArgs } from "node:util";
import { calibrate } from "./calibrate.ts";
import { readCalibration } from "./calibration.ts";
import { describeChecks, describeLatency, describeShards, describeWorkers } from "./describe-scaling.ts";

const usage = `How Convoke on BullMQ grows with workers, coordinators and Redis servers, from a simulation.

  npx --yes pnpm@12.21.0 bench scaling [--calibrate]

It begins with what was measured on one machine (src/scaling/calibration.json); --calibrate measures that anew, which takes
about two minutes and a redis-server. The same measurements give the same figures.`;

/** Runs the simulation with what stands behind its name on the command line. */
export async function runScaling(parameters: readonly string[]): Promise<void> {
  try {
    const flag = { type: "boolean", default: false } as const;
    const options = { calibrate: flag, help: flag };
    const { values } = parseArgs({ args: [...parameters], options });
    if (values.help) {
      console.log(usage);
      return;
    }
    const calibration = values.calibrate ? await calibrate() : readCalibration();
    const { cpuUs, holdingUs, roundTripMs, measuredOn } = calibration;
    console.log(
      [
        `Measured on ${measuredOn}: one task takes ${cpuUs.coordinator} µs of a coordinator, ${cpuUs.worker} µs of a worker and ` +
          `${cpuUs.redis} µs of Redis; while it goes on, ${holdingUs.coordinator}, ${holdingUs.worker} and ${holdingUs.redis} µs a second; ` +
          `alone it takes ${roundTripMs} ms.`,
        describeChecks(calibration),
        "Each process on a core of its own, tasks a second, and what limits them:",
        describeWorkers(calibration),
        "No work:",
        describeShards(calibration),
        "Time beyond the work, 2 coordinators, 4 workers, 1 Redis:",
        describeLatency(calibration),
      ].join("\n\n"),
    );
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 1;
  }
}
