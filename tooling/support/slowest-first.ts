import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take more than three seconds of CPU, most of it in compilers, browsers or other programs that they start. */
const slow =
  /\/(?:dashboard\/[^/]+|demo\/test\/(?:plan|demonstration|server|durable|prompt)|type-cost|simulation|documents\/samples|chaos|examples|crash-killed|readme|local-model|sqlite-store|any-goal|convoke\/test\/story|server-process|durable|index-file|host-process|read-pdf|killed-process|html-to-markdown|method-library)\.test\.ts$/;

/**
 * Starts the slowest files of each project first, so that no core is left with one of them while the others have nothing
 * more to do. What is usual judges by the size of a file where there are no earlier results.
 */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ project, moduleId }: TestSpecification): boolean =>
      project.config.isolate || slow.test(moduleId);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}
