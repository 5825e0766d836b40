import { createHash } from 'node:crypto';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/**
 * Lets a share of the mutants through, the same ones every time for the same code: drawn by a hash of what
 * is changed and where. The others are set aside as if they did not compile.
 */
class SampleChecker {
  async init() {}

  group(mutants) {
    return Promise.resolve([mutants.map(({ id }) => id)]);
  }

  async check(mutants) {
    const share = Number(process.env.MUTATION_SHARE);
    return Object.fromEntries(
      mutants.map(({ id, fileName, location, mutatorName, replacement }) => {
        const file = fileName.slice(fileName.lastIndexOf('src/engine/'));
        const what = JSON.stringify([file, location, mutatorName, replacement]);
        const drawn = createHash('sha256').update(what).digest().readUInt32BE(0) / 2 ** 32 < share;
        return [id, drawn ? { status: 'passed' } : { status: 'compileError', reason: 'not drawn' }];
      }),
    );
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', SampleChecker)];
