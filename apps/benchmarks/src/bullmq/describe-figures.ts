import { formatTable } from "../report/format-table.ts";
import { compareRounds } from "./measure-throughput.ts";
import { type BullmqFigures, toPercent } from "./requirements.ts";

/** The figures as tables of Markdown. */
export function describeFigures({ throughput, workers, takeOver }: BullmqFigures): string {
  const blocks: string[] = [];
  if (throughput !== undefined) {
    const { bare } = throughput;
    const names = {
      bare: "bare BullMQ queue",
      engine: "Convoke, no store",
      stored: "Convoke, runs in Redis",
    };
    const rows = (Object.keys(names) as (keyof typeof names)[]).map((name) => {
      const { tasksPerSecond, rounds, roundTripMs, cpuUs } = throughput[name];
      const [least, most] = [Math.min(...rounds), Math.max(...rounds)].map(Math.round);
      const cpu = [cpuUs.coordinator, cpuUs.worker, cpuUs.redis].map((us) => String(Math.round(us)));
      return [
        names[name],
        `${Math.round(tasksPerSecond)} (${least}–${most})`,
        toPercent(compareRounds(throughput[name], bare)),
        `${roundTripMs} ms`,
        ...cpu,
      ];
    });
    const heads = [
      "no-op tasks",
      "tasks/s",
      "of bare",
      "alone",
      "giver µs/task",
      "worker µs/task",
      "Redis µs/task",
    ];
    blocks.push(formatTable(heads, rows));
  }
  if (workers !== undefined) {
    const { workMs, concurrency, one, two } = workers;
    blocks.push(
      `Work of ${workMs} ms, ${concurrency} at once in a worker: ${Math.round(one)} tasks/s with one worker, ` +
        `${Math.round(two)} with two, ${(two / one).toFixed(2)} ×.`,
    );
  }
  for (const [who, times] of Object.entries(takeOver ?? {}) as [string, readonly number[]][])
    blocks.push(`Take-over of a killed ${who}: ${times.join(", ")} ms.`);
  return blocks.join("\n\n");
}
