import { useState } from "react";
import type { AgentList } from "../../../api/agent.ts";
import { client, read } from "../../api/connection.ts";
import { useReloadOn } from "../../api/use-live.ts";
import { useQuery } from "../../api/use-query.ts";
import { Field } from "../../components/field.tsx";
import { formatPlural } from "../../components/format.ts";
import { Icon } from "../../components/icons.tsx";
import { Page } from "../../components/page.tsx";
import { Empty, Failed, Loading } from "../../components/states.tsx";
import { AgentCard } from "./agent-card.tsx";
import { groupAgents } from "./agent-groups.ts";
import "./agents-page.css";

/** Who there is, what each can do, and how it does. */
export function AgentsPage() {
  const [search, setSearch] = useState("");
  const { value, error, reload } = useQuery(
    (signal) => read(client.api.agents.$get({}, { init: { signal } })),
    [],
  );
  useReloadOn(["task-started", "task-settled", "attempt-failed"], reload);
  const groups = groupAgents(value?.items ?? [], search);
  return (
    <Page title="Agents">
      <form
        role="search"
        aria-label="Agents"
        className="agents-page__filter"
        onSubmit={(event) => event.preventDefault()}
      >
        <Field label="Filter by name, type or capability" isLabelHidden>
          {(control) => (
            <input
              {...control}
              type="search"
              placeholder="Filter by name, type or capability   /"
              value={search}
              onChange={({ target }) => setSearch(target.value)}
            />
          )}
        </Field>
      </form>
      {error === undefined ? undefined : <Failed error={error} retry={reload} />}
      {value === undefined && error === undefined ? <Loading what="agents" /> : undefined}
      {value === undefined ? undefined : <FailedPlugIns failures={value.failedPlugIns} />}
      {value !== undefined && groups.length === 0 ? (
        value.items.length === 0 ? (
          <Empty title="No agent is registered.">
            <p>Name packages that export agents in CONVOKE_PLUGINS, and start the server again.</p>
          </Empty>
        ) : (
          <Empty title="No agent is like that.">
            <p>The filter looks into names, types, descriptions and capabilities.</p>
          </Empty>
        )
      ) : undefined}
      {groups.map(({ agentType, agents }) => (
        <section key={agentType} className="agents-page__group" aria-labelledby={`type-${agentType}`}>
          <h2 id={`type-${agentType}`} className="agents-page__type">
            {agentType} <span className="muted small">{formatPlural(agents.length, "agent")}</span>
          </h2>
          <div className="agents-page__agents">
            {agents.map((agent) => (
              <AgentCard key={agent.name} agent={agent} />
            ))}
          </div>
        </section>
      ))}
    </Page>
  );
}

function FailedPlugIns({ failures }: { readonly failures: AgentList["failedPlugIns"] }) {
  if (failures.length === 0) return undefined;
  return (
    <section className="state state--failed" aria-labelledby="failed-plug-ins">
      <h2 id="failed-plug-ins" className="state__title">
        <Icon name="failed" /> {formatPlural(failures.length, "plug-in")} could not be loaded
      </h2>
      <dl className="agents-page__failures">
        {failures.map(({ plugIn, message }) => (
          <div key={plugIn}>
            <dt className="mono">{plugIn}</dt>
            <dd>{message}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
