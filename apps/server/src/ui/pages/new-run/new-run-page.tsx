/** To be written. */
export function NewRunPage() {
  return <h1>NewRun</h1>;
}
