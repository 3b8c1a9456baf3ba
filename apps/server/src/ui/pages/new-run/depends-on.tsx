import type { FormObject } from "../../forms/form-value.ts";
import { listDependencies } from "./build-request.ts";
import type { TaskDraft } from "./draft.ts";
import { nameStep } from "./name-step.ts";

/** The steps of a graph that a step waits for, beside those whose results it uses. */
export function DependsOn({
  spec,
  others,
  onChange,
}: {
  readonly spec: FormObject;
  readonly others: readonly TaskDraft[];
  readonly onChange: (keys: readonly string[] | undefined) => void;
}) {
  const chosen = listDependencies(spec);
  if (others.length === 0) return undefined;
  return (
    <fieldset className="form__group">
      <legend className="field__label">Waits for</legend>
      <div className="depends-on">
        {others.map((task) => (
          <label key={task.key} className="form__check">
            <input
              type="checkbox"
              checked={chosen.includes(task.key)}
              onChange={({ target }) => {
                const next = target.checked
                  ? [...chosen, task.key]
                  : chosen.filter((key) => key !== task.key);
                onChange(next.length === 0 ? undefined : next);
              }}
            />
            {nameStep(task)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
