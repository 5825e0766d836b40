import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generated } from './generated.ts';

/** npm run generate: writes docs/generated; `npm run check` compares instead. */
const root = join(import.meta.dirname, '..');
mkdirSync(join(root, 'docs/generated'), { recursive: true });
for (const [name, text] of generated(root)) {
  const path = join(root, 'docs/generated', name);
  let before = '';
  try {
    before = readFileSync(path, 'utf8');
  } catch {}
  if (before === text) continue;
  writeFileSync(path, text);
  console.log(`wrote docs/generated/${name}`);
}
