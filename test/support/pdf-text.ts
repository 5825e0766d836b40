import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Poppler's reader, where the machine has it; tests that look at words are skipped where not. */
const READER = 'pdftotext';
export const hasPdfReader = spawnSync(READER, ['-v']).error === undefined;

/** The words of a PDF in their places, with plain spaces. */
export function pdfText(pdf: Uint8Array): string {
  const dir = mkdtempSync(join(tmpdir(), 'titik-temu-pdf-'));
  try {
    writeFileSync(join(dir, 'a.pdf'), pdf);
    execFileSync(READER, ['-layout', 'a.pdf', 'a.txt'], { cwd: dir, stdio: 'ignore' });
    return readFileSync(join(dir, 'a.txt'), 'utf8').replace(/\u00a0/g, ' ');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
