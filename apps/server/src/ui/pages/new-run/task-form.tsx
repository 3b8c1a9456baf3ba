import { useMemo } from "react";
import type { AgentInfo } from "../../../api/agent.ts";
import { Field } from "../../components/field.tsx";
import { FormContext, type FormSurroundings, useFieldError } from "../../forms/form-context.ts";
import type { FormObject } from "../../forms/form-value.ts";
import type { JsonSchema } from "../../forms/json-schema.ts";
import { readSchema } from "../../forms/read-schema.ts";
import { SchemaField } from "../../forms/schema-field.tsx";
import { DependsOn } from "./depends-on.tsx";
import type { TaskDraft } from "./draft.ts";
import { findAgent } from "./find-draft-problems.ts";
import { createOptionsSchema } from "./plan-schemas.ts";
import { WhoFields } from "./who-fields.tsx";

const noSources = { sources: [] } as const;

/** A task: who does what, with which input, and under which conditions. */
export function TaskForm({
  spec,
  onChange,
  agents,
  path,
  surroundings,
  others,
}: {
  readonly spec: FormObject;
  readonly onChange: (spec: FormObject) => void;
  readonly agents: readonly AgentInfo[];
  readonly path: readonly string[];
  readonly surroundings: FormSurroundings;
  /** Steps that it could wait for; left out where order is given. */
  readonly others: readonly TaskDraft[] | undefined;
}) {
  const agent = findAgent(spec, agents);
  const input = useMemo(() => readSchema(agent?.inputSchema as JsonSchema | undefined), [agent?.inputSchema]);
  const types = [...new Set(agents.map(({ agentType }) => agentType))];
  const names = agents
    .filter(({ agentType }) => spec.agentType === undefined || agentType === spec.agentType)
    .map(({ name }) => name);
  const options = useMemo(() => readSchema(createOptionsSchema(types, names)), [types.join(), names.join()]);
  const set = (name: string, value: unknown): void => {
    const { [name]: _, ...rest } = spec;
    onChange(value === undefined ? rest : { ...spec, [name]: value });
  };
  const optionCount = optionNames.filter((name) => spec[name] !== undefined).length;
  return (
    <FormContext value={surroundings}>
      <div className="task-form">
        <WhoFields spec={spec} onChange={onChange} agents={agents} path={path} />
        <Description value={spec.description} onChange={(text) => set("description", text)} path={path} />
        <section data-path={[...path, "input"].join(".")}>
          <SchemaField
            key={`${agent?.agentType} ${agent?.name}`}
            field={input}
            label="Input"
            value={spec.input}
            onChange={(value) => set("input", value)}
            path={[...path, "input"]}
            isRequired={false}
          />
        </section>
        <FormContext value={{ ...surroundings, ...noSources }}>
          {others === undefined ? undefined : (
            <DependsOn spec={spec} others={others} onChange={(value) => set("dependsOn", value)} />
          )}
          <details className="task-form__options">
            <summary>{optionCount === 0 ? "Options" : `Options (${optionCount})`}</summary>
            <SchemaField
              field={options}
              label="Options"
              value={spec}
              onChange={(value) => onChange((value ?? {}) as FormObject)}
              path={path}
              isRequired={true}
              isLabelHidden
            />
          </details>
        </FormContext>
      </div>
    </FormContext>
  );
}

const optionNames = [
  "id",
  "agentName",
  "timeoutMs",
  "attemptTimeoutMs",
  "retry",
  "priority",
  "fallback",
  "strict",
  "budget",
] as const;

function Description({
  value,
  onChange,
  path,
}: {
  readonly value: unknown;
  readonly onChange: (text: string | undefined) => void;
  readonly path: readonly string[];
}) {
  const place = [...path, "description"];
  const error = useFieldError(place);
  return (
    <div data-path={place.join(".")}>
      <Field label="Description" hint="What shall be done, in words." error={error}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            required
            value={typeof value === "string" ? value : ""}
            onChange={({ target }) => onChange(target.value === "" ? undefined : target.value)}
          />
        )}
      </Field>
    </div>
  );
}
