import { nameStrategy } from "../../components/name-strategy.ts";
import { type Mode, modes } from "./draft.ts";

const about: Readonly<Record<Mode, string>> = {
  prompt: "The main agent plans, delegates and answers.",
  task: "One agent does one thing.",
  sequential: "One step after another; later ones may use earlier results.",
  parallel: "All at the same time, each for itself.",
  graph: "Each step as soon as those it needs are done.",
  hierarchical: "Subtasks whose results become one.",
  consensus: "Several agents answer, the votes decide.",
};

/** What kind of run it shall be. */
export function ModeChoice({ mode, choose }: { readonly mode: Mode; readonly choose: (mode: Mode) => void }) {
  return (
    <fieldset className="modes">
      <legend className="field__label">Kind of run</legend>
      <div className="modes__list">
        {modes.map((each) => (
          <label key={each} className="modes__mode" title={about[each]}>
            <input
              type="radio"
              name="mode"
              value={each}
              checked={each === mode}
              onChange={() => choose(each)}
            />
            {each === "prompt" ? "Prompt" : nameStrategy(each)}
          </label>
        ))}
      </div>
      <p className="field__hint">{about[mode]}</p>
    </fieldset>
  );
}
