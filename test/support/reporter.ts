import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with the plain line simple CI readers look for. */
// biome-ignore lint/style/noDefaultExport: vitest loads reporters by default export
export default class PlainCount implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    let skipped = 0;
    for (const module of modules) {
      // A broken beforeAll skips its tests: that is a failure, not silence.
      const broken = module.state() === 'failed';
      if (broken && [...module.children.allTests('failed')].length === 0) failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed++;
        else if (state === 'failed') failed++;
        else skipped++;
      }
    }
    if (skipped > 0) console.log(`\n${skipped} skipped (each says why)`);
    console.log(`\n${passed} passed, ${failed} failed`);
  }
}
