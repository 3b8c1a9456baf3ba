// A process of its own for one import: `cold-start.ts <specifier>` prints the processor time that it took, in milliseconds.

const [specifier] = process.argv.slice(2);
if (specifier === undefined) throw new Error("Usage: cold-start.ts <specifier>");
const start = process.cpuUsage();
await import(specifier);
const { user, system } = process.cpuUsage(start);
console.log(JSON.stringify((user + system) / 1_000));
