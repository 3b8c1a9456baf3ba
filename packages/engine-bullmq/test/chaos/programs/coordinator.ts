import { delay, OrchestrationError, systemRuntime } from "@convoke/core";
import { createCoordinator } from "../../../src/index.ts";
import { createAgents } from "../agents.ts";
import { openSideFile } from "../side-file.ts";
import { connection, listen, options, say } from "./program.ts";

// A process that runs plans on the workers of a round.
const { name, prefix, sidePath } = options;
const side = openSideFile(sidePath);
const coordinator = await createCoordinator({
  connection,
  prefix,
  // A run is not to blame for what is done to its coordinators here.
  maxResumes: 50,
});
const { orchestrator } = coordinator;
orchestrator.subscribe((event) => {
  if (!("sequence" in event)) return;
  const { runId, sequence, cursor, type } = event;
  side.append({ kind: "told", runId, sequence, cursor, type, coordinator: name });
});
const closing = listen((command) => {
  if (command.kind === "submit") {
    const { runId, plan } = command;
    side.append({ kind: "given", runId, coordinator: name });
    const refuse = (error: unknown): void => {
      const { code, message } = OrchestrationError.from(error, "store_failed");
      say({ kind: "refused", runId, code, message });
    };
    try {
      orchestrator.startRun(plan, { id: runId }).settled.catch(refuse);
      say({ kind: "submitted", runId });
    } catch (error) {
      refuse(error);
    }
    return;
  }
  const { taskId, key, value } = command;
  orchestrator.answer(taskId, key, value).then(
    () => say({ kind: "answered", taskId }),
    (error: unknown) => say({ kind: "unanswered", taskId, message: String(error) }),
  );
});
// Whoever submits tasks sees to it that there are workers. This process is no test: it may look again and again.
const wanted = createAgents({ worker: name, workMs: 0 }).length;
const never = new AbortController().signal;
while (orchestrator.findAgents().length < wanted) await delay(systemRuntime, 20, never);
say({ kind: "ready" });
await closing;
await coordinator.close();
side.close();
