import { type Mode, modes } from "./draft.ts";

const words: Readonly<Record<Mode, { readonly name: string; readonly about: string }>> = {
  prompt: { name: "Prompt", about: "The main agent plans, delegates and answers." },
  task: { name: "One task", about: "One agent does one thing." },
  sequential: { name: "Sequence", about: "One step after another; later ones may use earlier results." },
  parallel: { name: "Parallel", about: "All at the same time, each for itself." },
  graph: { name: "Graph", about: "Each step as soon as those it needs are done." },
  hierarchical: { name: "Hierarchy", about: "Subtasks whose results become one." },
  consensus: { name: "Consensus", about: "Several agents answer, the votes decide." },
};

/** What kind of run it shall be. */
export function ModeChoice({ mode, choose }: { readonly mode: Mode; readonly choose: (mode: Mode) => void }) {
  return (
    <fieldset className="modes">
      <legend className="field__label">Kind of run</legend>
      <div className="modes__list">
        {modes.map((each) => (
          <label key={each} className="modes__mode" title={words[each].about}>
            <input
              type="radio"
              name="mode"
              value={each}
              checked={each === mode}
              onChange={() => choose(each)}
            />
            {words[each].name}
          </label>
        ))}
      </div>
      <p className="field__hint">{words[mode].about}</p>
    </fieldset>
  );
}
