import { type BrowserAgentOptions, createBrowserAgent } from "@convoke/agents-browser";
import { createKnowledgeAgent, type KnowledgeAgentOptions } from "@convoke/agents-knowledge";
import { createPlannerAgent, type PlannerOptions } from "@convoke/agents-planner";
import { type Agent, ErrorCode, type LanguageModel, OrchestrationError } from "@convoke/core";
import { modelFromEnvironment } from "@convoke/language-model";

/** What agents are registered with: an orchestrator, whatever agents it declares. */
export interface AgentRegistrar {
  registerAgent(agent: Agent): unknown;
  unregisterAgent(agentType: string, name: string): boolean;
}

/** What the shipped agents are made with; each has defaults for everything. */
export interface AllAgentsOptions {
  /**
   * The language model of every agent that is given none in its own options. @default what `LLM_API_KEY`, `LLM_BASE_URL` and
   * `LLM_MODEL` name, in the environment or in `.env`; without them, and with `null`, the agents' deterministic engines work
   */
  readonly model?: LanguageModel | null;
  readonly knowledge?: KnowledgeAgentOptions;
  readonly planner?: PlannerOptions;
  readonly browser?: BrowserAgentOptions;
}

/**
 * Registers every specialist that ships: a knowledge agent, a planner and a browser agent.
 *
 * With `LLM_API_KEY` or `LLM_BASE_URL` in the environment or in `.env` they work with that language model, see `model`; without, by
 * their deterministic engines. Without options the knowledge agent knows the Markdown of the current project and the documentation of its
 * installed packages, read when the first task needs it and kept under `.convoke/`, and what the environment
 * adds (`CONVOKE_KNOWLEDGE_FOLDER`, `SEARXNG_URL`, `BRAVE_API_KEY`, `TAVILY_API_KEY`, `SERPER_API_KEY`). The browser agent may go to every
 * public origin, and starts a browser when its first task needs one; without any that task fails and says how to get one. Throws `duplicate_agent` when an agent of the same
 * type and name is registered already, and `invalid_argument` for arguments that cannot be used; then nothing
 * has been registered.
 *
 * @example
 * const orchestrator = new Orchestrator();
 * registerAllAgents(orchestrator, { knowledge: { folder: "docs" } });
 */
export function registerAllAgents(orchestrator: AgentRegistrar, options: AllAgentsOptions = {}): void {
  if (typeof orchestrator?.registerAgent !== "function")
    refuse("pass the orchestrator first, registerAllAgents(new Orchestrator())");
  if (typeof options !== "object" || options === null || Array.isArray(options))
    refuse(
      "the options must be an object { knowledge, planner, browser, model }, the first three with the options of their agents",
    );
  const { knowledge, planner, browser, model = modelFromEnvironment(), ...others } = options;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) {
    refuse(
      `unknown option "${unknown}": use knowledge, planner and browser, each with the options of its agent, e.g. { knowledge: { folder: "docs" } }, and model`,
    );
  }
  const shared = model === undefined || model === null ? {} : { model };
  const agents = [
    createKnowledgeAgent({ ...shared, ...knowledge }),
    createPlannerAgent({ ...shared, ...planner }),
    createBrowserAgent({ ...shared, ...browser }),
  ];
  const registered: typeof agents = [];
  try {
    for (const agent of agents) {
      orchestrator.registerAgent(agent);
      registered.push(agent);
    }
  } catch (error) {
    for (const { agentType, name } of registered) orchestrator.unregisterAgent(agentType, name);
    throw error;
  }
}

function refuse(problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `registerAllAgents: ${problem}`);
}
