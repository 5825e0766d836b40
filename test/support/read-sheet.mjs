// Reads every row of a file in a process of its own and says what it took: for memory tests.
import { readFileSync } from 'node:fs';
import { register } from 'tsx/esm/api';

register();
const { openSheetFile } = await import('../../src/server/spreadsheet/open-sheet.ts');
let rows = 0;
let outcome = 'read';
try {
  const file = await openSheetFile(process.argv[2]);
  for await (const batch of file.rows(0)) rows += batch.length;
  await file.close();
} catch (error) {
  outcome = error.code ? `${error.code} ${error.details?.why ?? ''}` : String(error);
}
console.log(JSON.stringify({ outcome, rows, peakMb: peakMb() }));

/** The high-water mark of this process alone: ru_maxrss would count what the parent had at the fork. */
function peakMb() {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
    return Number(line[1]) / 1024;
  } catch {
    return process.memoryUsage().rss / 1024 / 1024;
  }
}
