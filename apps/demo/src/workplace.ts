import type { Orchestrator } from "@convoke/core";
import { createDemoOrchestrator } from "./agents.ts";
import type { Conductor } from "./conductor.ts";
import { type Corpus, readCorpus } from "./corpus.ts";
import { createPlaceFormat, type FormatPlace, formatPlaceByPath } from "./report/citations.ts";
import { formatField } from "./report/text.ts";
import type { DurableConductor } from "./durable/durable-conductor.ts";
import { type Durable, openDurable } from "./durable/open-durable.ts";
import { type Connection, connectServer } from "./server/connect-server.ts";
import type { View } from "./view/view.ts";

/** The address of a server that is to do the work, and the token that it wants. */
export interface ServerChoice {
  readonly url: string;
  readonly token: string | undefined;
}

/** Where the demo's tasks run. */
export type Workplace = {
  readonly conductor: Conductor;
  readonly formatPlace: FormatPlace;
  /** Prints below a part of the report where its runs are seen on the dashboard, and answers with the addresses. */
  printPages(): readonly string[];
} & (
  | { readonly kind: "here"; readonly conductor: Orchestrator; readonly corpus: Corpus }
  | {
      readonly kind: "durable";
      readonly conductor: DurableConductor;
      readonly durable: Durable;
      readonly corpus: Corpus;
    }
  | { readonly kind: "server"; readonly connection: Connection; readonly corpus?: undefined }
);

/** Reads the documentation and registers the agents, which work on runs that are kept in a folder. */
export async function openDurableWorkplace(
  view: View,
  signal: AbortSignal,
  folder: string,
): Promise<Workplace & { readonly kind: "durable" }> {
  // Whoever has the folder already is told before anything else is done.
  const durable = await openDurable(folder);
  try {
    view.printLines(formatField("Kept in", durable.file, view));
    const corpus = await readCorpus(view, signal);
    signal.throwIfAborted();
    const orchestrator = createDemoOrchestrator(corpus.index, durable.store);
    return {
      kind: "durable",
      conductor: await durable.conduct(orchestrator, signal),
      durable,
      formatPlace: createPlaceFormat(corpus.index),
      corpus,
      printPages: () => [],
    };
  } catch (error) {
    await durable.store.close();
    throw error;
  }
}

/** Reads the documentation and registers the agents, or finds the server that has agents of its own. */
export async function openWorkplace(
  view: View,
  signal: AbortSignal,
  server: ServerChoice | undefined,
): Promise<Exclude<Workplace, { readonly kind: "durable" }>> {
  if (server === undefined) {
    const corpus = await readCorpus(view, signal);
    return {
      kind: "here",
      conductor: createDemoOrchestrator(corpus.index),
      formatPlace: createPlaceFormat(corpus.index),
      corpus,
      printPages: () => [],
    };
  }
  const connection = await connectServer(server.url, { token: server.token, signal });
  const { conductor } = connection;
  view.printLines(formatField("Server", server.url, view));
  return {
    kind: "server",
    conductor,
    connection,
    formatPlace: formatPlaceByPath,
    printPages() {
      const pages = conductor.takePages();
      view.printLines(pages.flatMap((page, at) => formatField(at === 0 ? "Dashboard" : "", page, view)));
      return pages;
    },
  };
}
