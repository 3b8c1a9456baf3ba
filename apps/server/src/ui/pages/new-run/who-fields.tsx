import type { AgentInfo } from "../../../api/agent.ts";
import { Field } from "../../components/field.tsx";
import { useFieldError } from "../../forms/form-context.ts";
import type { FormObject } from "../../forms/form-value.ts";

/** Who does a task: a type of agent, a capability, or both. */
export function WhoFields({
  spec,
  onChange,
  agents,
  path,
}: {
  readonly spec: FormObject;
  readonly onChange: (spec: FormObject) => void;
  readonly agents: readonly AgentInfo[];
  readonly path: readonly string[];
}) {
  const error = useFieldError([...path, "agentType"]);
  const capabilityError = useFieldError([...path, "capability"]);
  const types = [...new Map(agents.map((agent) => [agent.agentType, agent])).values()];
  const offering = agents.filter(
    ({ agentType }) => spec.agentType === undefined || agentType === spec.agentType,
  );
  const capabilities = new Map(
    offering.flatMap(({ capabilities: offered }) => offered.map((each) => [each.name, each] as const)),
  );
  const chosen = typeof spec.capability === "string" ? spec.capability : "";
  const set = (change: FormObject): void =>
    onChange(
      Object.fromEntries(Object.entries({ ...spec, ...change }).filter(([, value]) => value !== undefined)),
    );
  const chooseType = (agentType: string | undefined): void => {
    const stays = agents.some(
      (agent) =>
        (agentType === undefined || agent.agentType === agentType) &&
        agent.capabilities.some(({ name }) => name === chosen),
    );
    set({ agentType, ...(stays ? {} : { capability: undefined }), agentName: undefined });
  };
  const agentType = typeof spec.agentType === "string" ? spec.agentType : "";
  return (
    <div className="who" data-path={[...path, "agentType"].join(".")}>
      <Field label="Agent" error={error}>
        {(control) => (
          <select
            {...control}
            value={agentType}
            onChange={({ target }) => chooseType(target.value || undefined)}
          >
            <option value="">Whoever can</option>
            {agentType === "" || types.some((each) => each.agentType === agentType) ? undefined : (
              <option value={agentType}>{agentType} (not registered)</option>
            )}
            {types.map((each) => (
              <option key={each.agentType} value={each.agentType}>
                {each.agentType}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label="Capability"
        hint={
          capabilities.get(chosen)?.description ??
          types.find((each) => each.agentType === agentType)?.description
        }
        error={capabilityError}
      >
        {(control) => (
          <select
            {...control}
            value={chosen}
            onChange={({ target }) => set({ capability: target.value || undefined })}
          >
            <option value="">{agentType === "" ? "Choose …" : "As the input says"}</option>
            {chosen === "" || capabilities.has(chosen) ? undefined : (
              <option value={chosen}>{chosen} (not offered)</option>
            )}
            {[...capabilities.keys()].sort().map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
