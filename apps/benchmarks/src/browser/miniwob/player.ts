import { systemRuntime } from "@convoke/core";
import {
  type ActionContext,
  checkPolicy,
  createFilteringProxy,
  createObserver,
  launchBrowser,
  openRun,
} from "@convoke/agents-browser";

/** A browser that plays episodes, each in a fresh context behind the session's own proxy. */
export interface Player {
  play<Result>(episode: (context: ActionContext) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Starts a browser that may go to one origin of this machine and nowhere else. */
export async function openPlayer(origin: string): Promise<Player> {
  const policy = checkPolicy({ allow: [], allowPrivate: [origin], maxRequests: 100_000 });
  const proxy = await createFilteringProxy({ policy });
  const launched = await launchBrowser({
    executablePath: process.env.CONVOKE_BROWSER_PATH ?? "/usr/bin/chromium",
    headless: true,
    sandbox: process.getuid?.() !== 0,
    proxyServer: proxy.server,
    environment: process.env,
    runtime: systemRuntime,
    signal: new AbortController().signal,
    timeoutMs: 30_000,
  });
  return {
    async play(episode) {
      const run = await openRun({
        launched,
        lane: await proxy.openLane(),
        policy,
        runtime: systemRuntime,
        signal: new AbortController().signal,
        onClosed: () => undefined,
      });
      try {
        return await episode({
          run,
          observer: createObserver(run),
          artifacts: { put: refuse, get: refuse } as never,
          secrets: { read: refuse, redact: (value) => value },
          approve: () => true,
          timeoutMs: 10_000,
        });
      } finally {
        await run.close();
      }
    },
    async close() {
      await launched.close(5000);
      await proxy.close();
    },
  };
}

function refuse(): never {
  throw new Error("episodes have neither artifacts nor secrets");
}
