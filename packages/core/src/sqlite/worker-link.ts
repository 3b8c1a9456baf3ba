import { Worker } from "node:worker_threads";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { giveWay } from "../runtime/give-way.ts";
import { toFailure, toStoreError } from "./failure.ts";
import {
  type Answer,
  closeMessage,
  type Request,
  type RequestBatch,
  type WorkerMessage,
  type WorkerOptions,
} from "./protocol.ts";

/** The way to the thread that has the file open. */
export interface WorkerLink {
  /** Sends a request, together with all others of this turn of the event loop; answers once it is on the disk. */
  ask(request: Request): Promise<unknown>;
  /** Waits for all requests that were made, and lets the file go. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: OrchestrationError): void;
}

/**
 * Answers that are handed on in one turn of the event loop. What waits for them goes on at once: all of a large group would
 * keep timers and sockets waiting, and the thread, too, which gets the next requests while the others are handed on.
 */
const answersAtOnce = 16;

/** Starts the thread; rejects with `store_failed` when it cannot open the file. */
export async function openWorkerLink(options: WorkerOptions): Promise<WorkerLink> {
  const worker = startWorker(options);
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const waiting = new Map<number, Waiting>();
  let requests: Request[] = [];
  let lastNumber = 0;
  /** Why no more requests are taken. */
  let refusal: OrchestrationError | undefined;
  let closing: Promise<void> | undefined;
  /** What has been answered and is still to be handed on, in order. */
  const answered: Answer[] = [];
  let isHandingOn = false;
  const opened = Promise.withResolvers<void>();

  function fail(error: OrchestrationError): void {
    refusal ??= error;
    answered.splice(0).forEach(settle);
    opened.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    requests = [];
  }

  function settle([number, failure, value]: Answer): void {
    const asked = waiting.get(number);
    waiting.delete(number);
    if (failure === undefined) asked?.resolve(value);
    else asked?.reject(toStoreError(failure, options.path));
  }

  function send(message: RequestBatch | typeof closeMessage): void {
    worker.postMessage(message, []);
  }

  function flush(): void {
    if (requests.length === 0) return;
    const batch: RequestBatch = { first: lastNumber - requests.length + 1, requests };
    requests = [];
    send(batch);
  }

  async function handOn(): Promise<void> {
    isHandingOn = true;
    for (;;) {
      answered.splice(0, answersAtOnce).forEach(settle);
      if (answered.length === 0) break;
      await giveWay();
    }
    isHandingOn = false;
    letGo();
  }

  /** A thread that has nothing to do keeps no process alive. */
  function letGo(): void {
    if (waiting.size === 0 && closing === undefined) worker.unref();
  }

  worker.on("message", (message: WorkerMessage) => {
    if (message.kind === "answers") {
      for (const answer of message.answers) answered.push(answer);
      if (!isHandingOn) void handOn();
    } else if (message.kind === "opened") opened.resolve();
    else fail(toStoreError(message.failure, options.path));
    letGo();
  });
  worker.on("error", (error) => fail(toStoreError(toFailure(error), options.path)));
  void ended.then(() => fail(createEndedError(options.path)));
  await opened.promise;

  return {
    ask(request) {
      if (refusal !== undefined) return Promise.reject(refusal);
      if (waiting.size === 0) worker.ref();
      requests.push(request);
      if (requests.length === 1) void giveWay().then(flush);
      return new Promise((resolve, reject) => waiting.set(++lastNumber, { resolve, reject }));
    },
    close() {
      return (closing ??= (async () => {
        refusal ??= createClosedError(options.path);
        worker.ref();
        flush();
        send(closeMessage);
        await ended;
      })());
    },
  };
}

/** Starts the file beside this one, which has the same ending before and after the build. */
function startWorker(workerData: WorkerOptions): Worker {
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  return new Worker(new URL(`./worker${ending}`, import.meta.url), {
    workerData,
    // None of the program's own: they may load what a store has no use for. Nobody should be warned that SQLite is new.
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
}

function createClosedError(path: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.CLOSED, `The store in ${path} was closed.`, {
    details: { file: path },
  });
}

function createEndedError(path: string): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.STORE_FAILED,
    `The thread that had the store's file open has ended: ${path}. Open the store again; what was acknowledged is kept.`,
    { details: { file: path, problem: "ended" } },
  );
}
