import { useMemo } from "react";
import type { AgentInfo } from "../../../api/agent.ts";
import { Field } from "../../components/field.tsx";
import { FormContext, type FormSurroundings } from "../../forms/form-context.ts";
import type { FormObject } from "../../forms/form-value.ts";
import { readSchema } from "../../forms/read-schema.ts";
import { SchemaField } from "../../forms/schema-field.tsx";
import { changeTask, createDraft, hasSteps, type Mode, type RunDraft } from "./draft.ts";
import { pathOfTask } from "./find-draft-problems.ts";
import { ModeChoice } from "./mode-choice.tsx";
import { budgetSchema, createSettingsSchema } from "./plan-schemas.ts";
import { StepList } from "./step-list.tsx";
import { TaskForm } from "./task-form.tsx";

const budgetField = readSchema(budgetSchema);

/** The form of a run: its kind, what that kind needs, and the limits of the whole. */
export function RunForm({
  draft,
  onChange,
  agents,
  problems,
}: {
  readonly draft: RunDraft;
  readonly onChange: (draft: RunDraft) => void;
  readonly agents: readonly AgentInfo[];
  readonly problems: FormSurroundings["problems"];
}) {
  const { mode } = draft;
  const surroundings = useMemo(() => ({ problems, sources: [] }), [problems]);
  const types = [...new Set(agents.map(({ agentType }) => agentType))];
  const settings = useMemo(() => {
    const schema = createSettingsSchema(mode, types);
    return schema === undefined ? undefined : readSchema(schema);
  }, [mode, types.join()]);
  const choose = (next: Mode): void => {
    const tasks = draft.tasks.length === 0 ? createDraft().tasks : draft.tasks;
    // Two of three votes, or three of four, unless somebody has said otherwise.
    const settings = next === "consensus" ? { minAgreement: 0.6, ...draft.settings } : draft.settings;
    onChange({ ...draft, mode: next, tasks, settings });
  };
  const task = draft.tasks[0];
  return (
    <FormContext value={surroundings}>
      <div className="stack">
        <ModeChoice mode={mode} choose={choose} />
        {mode === "prompt" ? (
          <Prompt draft={draft} onChange={onChange} error={problems.get("prompt")?.join(" ")} />
        ) : undefined}
        {settings === undefined ? undefined : (
          <div className="card">
            <SchemaField
              key={mode}
              field={settings}
              label="Settings"
              isLabelHidden
              value={draft.settings}
              onChange={(value) => onChange({ ...draft, settings: (value ?? {}) as FormObject })}
              path={["plan"]}
              isRequired
            />
          </div>
        )}
        {mode === "task" && task !== undefined ? (
          <div className="card">
            <TaskForm
              spec={task.spec}
              onChange={(spec) => onChange(changeTask(draft, 0, spec))}
              agents={agents}
              path={pathOfTask(draft, 0)}
              surroundings={surroundings}
              others={undefined}
            />
          </div>
        ) : undefined}
        {hasSteps(mode) ? (
          <StepList draft={draft} onChange={onChange} agents={agents} problems={problems} />
        ) : undefined}
        <div className="card">
          <SchemaField
            field={budgetField}
            label="Budget of the run"
            value={draft.budget}
            onChange={(value) => onChange({ ...draft, budget: value as FormObject | undefined })}
            path={["budget"]}
            isRequired={false}
          />
        </div>
      </div>
    </FormContext>
  );
}

function Prompt({
  draft,
  onChange,
  error,
}: {
  readonly draft: RunDraft;
  readonly onChange: (draft: RunDraft) => void;
  readonly error: string | undefined;
}) {
  return (
    <div className="card" data-path="prompt">
      <Field label="Prompt" hint="What shall be done, in words." error={error}>
        {(control) => (
          <textarea
            {...control}
            rows={6}
            required
            value={draft.prompt}
            onChange={({ target }) => onChange({ ...draft, prompt: target.value })}
          />
        )}
      </Field>
    </div>
  );
}
