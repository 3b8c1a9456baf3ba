import type { Agent } from "@convoke/core";
import { checkLink } from "./check-link.ts";
import { type LinkReport, type LinksInput, type LinksResult, linksInputSchema } from "./links-schema.ts";

export interface LinksAgentOptions {
  /** Unique among the link agents of one orchestrator. @default "Link Checker" */
  readonly name?: string;
  /** Tasks at once. @default 4 */
  readonly maxConcurrency?: number;
}

export type LinksAgent = Agent<LinksInput, LinksInput, LinksResult>;

/**
 * Creates an agent that asks each address once and lists those that do not answer.
 *
 * @example
 * orchestrator.registerAgent(createLinksAgent());
 * await orchestrator.delegateTask({
 *   agentType: "links", description: "Check the links", input: { urls: ["https://example.org"] },
 * });
 */
export function createLinksAgent({
  name = "Link Checker",
  maxConcurrency = 4,
}: LinksAgentOptions = {}): LinksAgent {
  return {
    agentType: "links",
    name,
    description: "Checks which links still answer",
    version: "1.0.0",
    capabilities: [
      {
        name: "check_links",
        description: "Asks each address once and lists those that do not answer",
        inputTypes: ["urls"],
        outputTypes: ["link_reports"],
        estimatedTime: 2,
        costEstimate: 0,
        answerPath: "broken",
      },
    ],
    maxConcurrency,
    inputSchema: linksInputSchema,
    async executor({ input: { urls } }, context) {
      const reports: LinkReport[] = [];
      for (const [index, url] of urls.entries()) {
        // A step that is recorded is not repeated: a second attempt goes on with the first unchecked link.
        reports.push(await context.step(`link ${index}`, () => checkLink(url, context.signal)));
        context.report({ fraction: (index + 1) / urls.length, message: url });
      }
      const broken = reports.filter(({ answers }) => !answers).map(({ url }) => url);
      return { broken: broken.sort(), reports };
    },
  };
}
