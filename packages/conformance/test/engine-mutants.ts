import {
  ErrorCode,
  OrchestrationError,
  giveWay,
  type AttemptHost,
  type StandardSchemaV1,
} from "@convoke/core";
import {
  alterAgent,
  alterContext,
  alterFailure,
  alterHost,
  alterRun,
  type EngineMutant,
} from "./engine-mutant.ts";

/** Checks, but gives back what it was given. */
function dropConversion(schema: StandardSchemaV1 | undefined): StandardSchemaV1 | undefined {
  if (schema === undefined) return undefined;
  const { validate } = schema["~standard"];
  return {
    "~standard": {
      ...schema["~standard"],
      async validate(value) {
        const checked = await validate(value);
        return checked.issues === undefined ? { value } : checked;
      },
    },
  };
}

/** A signal that hears of later aborts only. */
function relayLaterAborts(signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  signal.addEventListener("abort", () => controller.abort(signal.reason), { once: true });
  return controller.signal;
}

/** A signal that all attempts share: whichever aborts, all abort. */
function shareSignal(): EngineMutant {
  const controller = new AbortController();
  return alterHost((host) => {
    host.signal.addEventListener("abort", () => controller.abort(host.signal.reason), { once: true });
    return { signal: controller.signal };
  });
}

function allowOnce(): EngineMutant {
  let isUsed = false;
  return alterRun((run, host) => {
    if (isUsed) throw new Error("used up");
    isUsed = true;
    return run(host);
  });
}

function shareHost(): EngineMutant {
  let first: AttemptHost | undefined;
  return alterRun((run, host) => run((first ??= host)));
}

/** Attempts that end one after another answer with each other's results. */
function mixResults(): EngineMutant {
  let last: unknown;
  return alterRun(async (run, host) => {
    const result = await run(host);
    const before = last;
    last = result;
    return before ?? result;
  });
}

/** A place that an attempt keeps while it waits. */
function keepSlots(count: number): EngineMutant {
  let free = count;
  const line: (() => void)[] = [];
  return alterRun(async (run, host) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => line.push(resolve));
    try {
      return await run(host);
    } finally {
      const next = line.shift();
      if (next === undefined) free++;
      else next();
    }
  });
}

function createPlainError(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : String(error));
}

/** For each engine case, by name, an engine that breaks its promise. */
export const engineMutants: Readonly<Record<string, EngineMutant>> = {
  "an attempt answers with the result": alterRun(async (run, host) => ({ result: await run(host) })),
  "a synchronous result is an answer": alterAgent((agent) => ({
    async executor(task, context) {
      const result = agent.executor(task, context);
      return result instanceof Promise ? result : undefined;
    },
  })),
  "an attempt may answer nothing": alterRun(async (run, host) => {
    const result = await run(host);
    if (result === undefined) throw new Error("no result");
    return result;
  }),
  "each agent has its own function": (healthy) => {
    let first: ReturnType<typeof healthy.attach> | undefined;
    return { ...healthy, attach: (agent) => (first ??= healthy.attach(agent)) };
  },
  "a function serves many attempts": (healthy) => allowOnce()(healthy),
  "a rejection keeps its message": alterFailure(() => new Error("the agent failed")),
  "a synchronous throw is a failed attempt": alterAgent((agent) => ({
    executor(task, context) {
      try {
        return agent.executor(task, context);
      } catch (error) {
        return { error };
      }
    },
  })),
  "a thrown text keeps its words": alterFailure((error) =>
    error instanceof Error ? error : new Error("an unknown error"),
  ),
  "a typed error keeps its code": alterFailure(createPlainError),
  "an input is validated first": alterAgent(() => ({ inputSchema: undefined })),
  "an input is converted": alterAgent((agent) => ({ inputSchema: dropConversion(agent.inputSchema) })),
  "a result is validated": alterAgent(() => ({ outputSchema: undefined })),
  "a result is converted": alterAgent((agent) => ({ outputSchema: dropConversion(agent.outputSchema) })),
  "the request reaches the executor": alterHost(({ request }) => ({
    request: { ...request, capability: undefined },
  })),
  "the attempt knows its number": alterHost(({ request }) => ({ request: { ...request, attempt: 1 } })),
  "the idempotency key stays": alterContext(({ idempotencyKey, attempt }) => ({
    idempotencyKey: `${idempotencyKey}#${attempt}`,
  })),
  "earlier records reach the executor": alterHost(() => ({ previous: [] })),
  "an abort reaches the executor": alterHost(() => ({ signal: new AbortController().signal })),
  "an abort before the start counts": alterHost(({ signal }) => ({ signal: relayLaterAborts(signal) })),
  "reports reach the host": alterHost((host) => ({
    report: ({ message, fraction }) => host.report({ message, fraction }),
  })),
  "a delegation reaches the host": alterHost((host) => ({
    delegate: ({ key: _, ...spec }) => host.delegate(spec),
  })),
  "a refused delegation reaches the executor": alterHost((host) => ({
    delegate: async (spec) => {
      try {
        return await host.delegate(spec);
      } catch (error) {
        throw createPlainError(error);
      }
    },
  })),
  "who is there reaches the executor": alterHost((host) => ({
    findAgents: async (query) =>
      (await host.findAgents(query)).map(({ maxConcurrency: _, ...agent }) => agent),
  })),
  "a step is remembered": alterHost(() => ({ remember: async () => {} })),
  "a step is not repeated": alterHost(() => ({ recall: async () => undefined })),
  "a broken step is not remembered": alterHost((host) => ({
    async recall(key) {
      const known = await host.recall(key);
      if (known === undefined) await host.remember(key, null);
      return known;
    },
  })),
  "a step waits for its commit": alterHost((host) => ({
    async remember(key, value) {
      host.remember(key, value).catch(() => {});
    },
  })),
  "a step under way is joined": alterContext((_, host) => ({
    async step(key, work) {
      const value = await work();
      await host.remember(key, value);
      return value;
    },
  })),
  "an answer reaches the executor": alterHost(() => ({ waitFor: async () => 1 })),
  "an answer that does not fit is refused": alterContext((_, host) => ({
    waitFor: async <Value>(key: string) => (await host.waitFor(key)) as Value,
  })),
  "a reservation is settled with the host": alterHost((host) => ({
    settle: (ticket) => host.settle(ticket, ticket.amount),
  })),
  "a refused reservation reaches the executor": alterHost((host) => ({
    reserve: (amount) => host.reserve(amount).catch(() => ({ ticketId: "none", amount })),
  })),
  "an input arrives as it was given": alterHost(({ request }) => ({
    request: {
      ...request,
      input: JSON.parse(JSON.stringify(request.input, (_, value: unknown) => value ?? 0)) as unknown,
    },
  })),
  "a result is not altered on its way": alterRun(async (run, host) =>
    JSON.parse(
      JSON.stringify(await run(host), (_, value: unknown) =>
        typeof value === "bigint" ? Number(value) : value,
      ),
    ),
  ),
  "attempts of many agents keep apart": (healthy) => mixResults()(healthy),
  "reports come before the end": alterHost((host) => ({
    report: (progress) => void giveWay().then(() => host.report(progress)),
  })),
  "a step that gave nothing is not repeated": alterHost((host) => ({
    async recall(key) {
      const known = await host.recall(key);
      return known?.value === undefined ? undefined : known;
    },
  })),
  "an abort ends an open wait": alterHost((host) => ({
    waitFor(key) {
      host.waitFor(key).catch(() => {});
      return new Promise(() => {});
    },
  })),
  "waiting attempts are in nobody's way": (healthy) => keepSlots(10)(healthy),
  "concurrent attempts are independent": (healthy) => shareHost()(healthy),
  "an abort ends its own attempt only": (healthy) => shareSignal()(healthy),
  "concurrency is a number of attempts": (healthy) => ({ ...healthy, concurrency: 0 }),
  "close may be called again": (healthy) => {
    let isClosed = false;
    return {
      ...healthy,
      async close() {
        if (isClosed) throw new OrchestrationError(ErrorCode.CLOSED, "closed already");
        isClosed = true;
        await healthy.close();
      },
    };
  },
};
