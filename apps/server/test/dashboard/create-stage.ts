import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Progress } from "@convoke/core";
import type { Cue } from "./actors.ts";

/** One execution of an actor's task, which lasts until the test ends it. */
export interface Part {
  report(progress: Progress): void;
  /** Has it give a task to another actor, and wait for it. */
  delegate(description: string): void;
  finish(result: unknown): void;
  fail(message: string): void;
  /** Resolves when its connection is gone: it was ended, cancelled, or killed. */
  readonly left: Promise<void>;
}

/** Where actors come to be told what to do; it outlives the servers that they run in. */
export interface Stage {
  readonly url: string;
  /** The descriptions of the tasks that were executed, in order, each as often as it was. */
  readonly executions: readonly string[];
  /** The next execution of a task, by its description; waits for it. */
  entered(description: string): Promise<Part>;
  close(): void;
}

/** Opens a stage on a port of its own. */
export async function createStage(): Promise<Stage> {
  const executions: string[] = [];
  const entries = new Map<string, Part[]>();
  const waiting = new Map<string, ((part: Part) => void)[]>();
  const server = createServer((request, response) => {
    const description = decodeURIComponent(request.url!.slice(1));
    executions.push(description);
    const part = createPart(response);
    const wait = waiting.get(description)?.shift();
    if (wait === undefined) entries.set(description, [...(entries.get(description) ?? []), part]);
    else wait(part);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    executions,
    entered(description) {
      const part = entries.get(description)?.shift();
      if (part !== undefined) return Promise.resolve(part);
      return new Promise((resolve) => {
        waiting.set(description, [...(waiting.get(description) ?? []), resolve]);
      });
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function createPart(response: ServerResponse): Part {
  const left = new Promise<void>((resolve) => response.once("close", resolve));
  // An actor waits for the head of its answer, and should not hold up the test for that.
  response.flushHeaders();
  const give = (cue: Cue): unknown => response.write(`${JSON.stringify(cue)}\n`);
  const end = (cue: Cue): unknown => response.end(`${JSON.stringify(cue)}\n`);
  return {
    report: (report) => give({ report }),
    delegate: (delegate) => give({ delegate }),
    finish: (result) => end({ result }),
    fail: (failure) => end({ failure }),
    left,
  };
}
