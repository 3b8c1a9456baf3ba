/** Runs the benchmark that the first word names; without one, what a delegation costs. */
const [name, ...parameters] = process.argv.slice(2);
switch (name) {
  case "bullmq":
    await (await import("./bullmq/main.ts")).runBullmq(parameters);
    break;
  case "scaling":
    await (await import("./scaling/main.ts")).runScaling(parameters);
    break;
  default:
    await import("./delegation.ts");
}
