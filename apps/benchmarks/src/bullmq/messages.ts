/** What a process of the benchmark is for, and where its Redis is. */
export interface Settings {
  readonly connection: string;
  readonly prefix: string;
  /** Attempts or jobs that a worker has at once. */
  readonly concurrency: number;
  /** How long one takes there, on a timer; it ends with the attempt's signal. */
  readonly workMs: number;
  /** Whether the coordinator keeps its runs in Redis. */
  readonly isStored: boolean;
}

/** What the benchmark asks of whoever gives the work out. */
export interface Load {
  readonly kind: "load";
  readonly tasks: number;
  readonly inFlight: number;
}

/** What processes tell the benchmark. */
export type Told =
  | { readonly kind: "ready" }
  /** A worker has started the work of one task. */
  | { readonly kind: "started" }
  /** All tasks are through. */
  | { readonly kind: "done"; readonly elapsedMs: number };

/** How the one agent is called, and the queue of the bare contestant. */
export const agentType = "no-op";

export function readSettings(): Settings {
  return JSON.parse(process.argv[2] ?? "") as Settings;
}

export function tell(message: Told): void {
  process.send?.(message);
}

/** Does what is asked, one after another, and tells what it took. */
export function serve(apply: (load: Load) => Promise<number>): void {
  process.on("message", (load: Load) => {
    void apply(load).then((elapsedMs) => tell({ kind: "done", elapsedMs }));
  });
  tell({ kind: "ready" });
}
