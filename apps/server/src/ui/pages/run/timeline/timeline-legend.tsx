/** What the bars of the timeline mean. */
export function TimelineLegend() {
  return (
    <ul className="timeline__legend" aria-label="Legend">
      <li>
        <span className="timeline__swatch timeline__segment--queued" aria-hidden="true" /> Waits to start
      </li>
      <li>
        <span
          className="timeline__swatch timeline__segment--running timeline__segment--completed"
          aria-hidden="true"
        />{" "}
        Runs
      </li>
      <li>
        <span className="timeline__swatch timeline__segment--paused" aria-hidden="true" /> Waits for an answer
      </li>
      <li>
        <span className="timeline__swatch timeline__swatch--mark" aria-hidden="true" /> Failed attempt
      </li>
    </ul>
  );
}
