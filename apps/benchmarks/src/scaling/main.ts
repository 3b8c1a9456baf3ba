export async function runScaling(parameters: readonly string[]): Promise<void> {
  void parameters;
}
