import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { makeMovable } from "./byte-limit.ts";
import { toFailure } from "./failure.ts";
import { createGroupCommit, type GroupCommit, type Numbered } from "./group-commit.ts";
import { explainOpening, openDatabase, type OpenedDatabase } from "./open-database.ts";
import { performRead } from "./perform-read.ts";
import {
  type Answer,
  closeMessage,
  type ReadRequest,
  type RequestBatch,
  type WorkerMessage,
  type WorkerOptions,
  type WriteRequest,
} from "./protocol.ts";
import { createStatements, type Statements } from "./statements.ts";

// The thread that waits for the disk, so that no other has to. It is started by `startWorker`, never imported.
if (parentPort !== null) serve(parentPort, workerData as WorkerOptions);

function serve(port: MessagePort, { path, limits }: WorkerOptions): void {
  const tell = (message: WorkerMessage): void => port.postMessage(message);
  let opened: OpenedDatabase | undefined;
  let sql: Statements;
  let commits: GroupCommit;
  try {
    opened = openDatabase(path, limits.maxBytes);
    sql = createStatements(opened.database);
    commits = createGroupCommit(opened.database, sql, limits);
    if (limits.maxBytes !== undefined) makeMovable(opened.database);
  } catch (error) {
    opened?.close();
    tell({ kind: "refused", failure: toFailure(explainOpening(error, path)) });
    return;
  }
  const { close, checkPlace } = opened;

  function read([number, request]: Numbered<ReadRequest>): Answer {
    try {
      return [number, undefined, performRead(sql, request, commits.counters.events)];
    } catch (error) {
      return [number, toFailure(error)];
    }
  }

  function write(group: readonly Numbered<WriteRequest>[]): readonly Answer[] {
    try {
      checkPlace();
    } catch (error) {
      const failure = toFailure(error);
      return group.map(([number]) => [number, failure]);
    }
    return commits.write(group);
  }

  port.on("message", (first: RequestBatch | typeof closeMessage) => {
    const writes: Numbered<WriteRequest>[] = [];
    const reads: Numbered<ReadRequest>[] = [];
    let message: RequestBatch | typeof closeMessage | undefined = first;
    // Everything that has come during the last wait for the disk shares the next one.
    while (message !== undefined && message !== closeMessage) {
      sort(message, writes, reads);
      message = receiveMessageOnPort(port)?.message as typeof message;
    }
    if (writes.length > 0) tell({ kind: "answers", answers: write(writes) });
    if (reads.length > 0) tell({ kind: "answers", answers: reads.map(read) });
    if (message === closeMessage) {
      close();
      port.close();
    }
  });
  tell({ kind: "opened" });
}

function sort(
  { first, requests }: RequestBatch,
  writes: Numbered<WriteRequest>[],
  reads: Numbered<ReadRequest>[],
): void {
  requests.forEach((request, index) => {
    switch (request.kind) {
      case "load":
      case "loadAnswers":
      case "find":
      case "findRun":
      case "query":
      case "listRuns":
      case "readEvents":
      case "lastCursor":
        reads.push([first + index, request]);
        return;
      default:
        writes.push([first + index, request]);
    }
  });
}
