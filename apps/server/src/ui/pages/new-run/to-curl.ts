/** A request that starts a run as a line for a POSIX shell. */
export function toCurl(origin: string, request: unknown): string {
  return [
    `curl -X POST ${quote(`${origin}/api/runs`)}`,
    `-H 'content-type: application/json'`,
    `-d ${quote(JSON.stringify(request))}`,
  ].join(" \\\n  ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
