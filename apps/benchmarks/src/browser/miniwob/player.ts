import { type ActionContext, createBrowser } from "@convoke/agents-browser";

/** A browser that plays episodes, each in a fresh context behind the session's own proxy. */
export interface Player {
  play<Result>(episode: (context: ActionContext) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Makes a browser that may go to one origin of this machine and nowhere else; every side effect is approved. */
export function openPlayer(origin: string): Player {
  const browser = createBrowser({
    policy: { allow: [], allowPrivate: [origin], maxRequests: 100_000 },
    approve: () => true,
    actionTimeoutMs: 5000,
  });
  return { play: (episode) => browser.use(episode), close: () => browser.close() };
}
