import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files whose tests start compilers, browsers or other programs: small to look at, and slower than all others. */
const slow =
  /(?:\/type-cost|\/samples|\/readme|\/plan|\/demonstration|\/prompt|\/examples|\/check-tarball|\/any-goal|\/demo\/test\/server|\/chaos|\/simulation|\/durable|\/crash-killed|\/killed-process)\.test\.ts$/;

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
