import { type Agent, AgentType } from "@convoke/core";
import { createBrowser } from "./browser.ts";
import { type BrowserInput, browserInputSchema, type BrowserRequestInput } from "./browser-input.ts";
import { type BrowserAgentOptions, checkBrowserOptions } from "./browser-options.ts";
import { createCapabilities } from "./capabilities.ts";
import { createExecutor, type BrowserResult } from "./executor.ts";
import { completeModelOptions } from "./model/model-options.ts";

/** An agent of type `browser`, with its input and its result known to the compiler. */
export type BrowserAgent = Agent<BrowserInput, BrowserRequestInput, BrowserResult>;

/**
 * Makes an agent that works on real web pages: typed programs, goals in plain words, typed data, pictures, checks. It needs
 * no language model; every request it makes passes its policy.
 *
 * The browser is started by the first task and ended when it has been idle for a while, and by `close`. Throws
 * `invalid_argument` for options that cannot be used.
 *
 * @example
 * orchestrator.registerAgent(createBrowserAgent({ policy: { allow: ["https://example.org"] } }));
 */
export function createBrowserAgent(options: BrowserAgentOptions = {}): BrowserAgent {
  checkBrowserOptions(options);
  const { name = "Browser Agent", model, priority = 5, maxConcurrency = 4, modelOptions, ...setup } = options;
  const browser = createBrowser({ ...setup, maxRuns: maxConcurrency });
  const goalModel = {
    model,
    modelOptions: completeModelOptions(modelOptions),
    secretNames: Object.keys(options.secrets ?? {}),
  };
  return {
    agentType: AgentType.BROWSER,
    name,
    description: "Works on web pages: programs, goals in plain words, data, pictures, checks",
    capabilities: createCapabilities({ hasModel: model !== undefined }),
    priority,
    maxConcurrency,
    inputSchema: browserInputSchema,
    executor: createExecutor({ browser, goalModel }),
    close: () => browser.close(),
  };
}
