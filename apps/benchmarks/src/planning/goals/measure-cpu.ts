/** Does some work and measures the processor time that it took, of all threads, in milliseconds. */
export async function measureCpu<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly cpuMs: number }> {
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, cpuMs: (user + system) / 1000 };
}
