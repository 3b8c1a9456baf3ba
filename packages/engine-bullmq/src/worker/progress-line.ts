import type { Progress } from "@convoke/core";
import { writeJson } from "@convoke/core/store-kit";

/** Reports that wait for their turn; of more than these the newest are told. */
const longestLine = 100;
/** Longer texts are cut: a report is for reading. */
const longestMessage = 65_536;

/** The reports of one attempt: one batch is under way at a time, so that a hasty executor cannot flood anybody. */
export interface ProgressLine {
  add(progress: Progress): void;
  /** Sends what waits, at once. */
  flush(): void;
}

/** @param send sends one report; resolves when it has arrived */
export function createProgressLine(
  send: (progress: Progress) => Promise<void>,
  maxPayloadBytes: number,
): ProgressLine {
  let line: Progress[] = [];
  let isUnderWay = false;

  function flush(): void {
    const batch = line;
    line = [];
    if (batch.length === 0) return;
    isUnderWay = true;
    Promise.all(batch.map((progress) => send(progress))).finally(() => {
      isUnderWay = false;
      flush();
    });
  }

  return {
    flush,
    add(progress) {
      line.push(toPlain(progress, maxPayloadBytes));
      if (line.length > longestLine) line.shift();
      if (line.length === 1 && !isUnderWay) queueMicrotask(() => !isUnderWay && flush());
    },
  };
}

/** A report as it can travel: what is no JSON, or too large, is left out. */
function toPlain(progress: Progress, maxPayloadBytes: number): Progress {
  const { fraction, message, data } = progress;
  const plain: Progress = {
    ...(typeof fraction === "number" && { fraction }),
    ...(typeof message === "string" && { message: message.slice(0, longestMessage) }),
  };
  try {
    const text = data === undefined ? undefined : writeJson(data);
    return text === undefined || text.length > maxPayloadBytes
      ? plain
      : { ...plain, data: JSON.parse(text) as unknown };
  } catch {
    return plain;
  }
}
