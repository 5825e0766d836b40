import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cruise } from 'dependency-cruiser';
import { allOperations } from '#api/all.ts';
import { problems } from '#api/problem.ts';
import { all } from '#messages/all.ts';
import { generated, readSchema } from '../tools/generated.ts';

/** The rules no tool knows. Part of `npm run check`, so it needs no database. */
const root = join(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((f) => f !== '' && existsSync(join(root, f)));
const code = files.filter((f) => /^(src|tools|bench|test)\/.*\.(ts|tsx|mjs)$/.test(f));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const messages = all as Record<string, readonly [string, string]>;

function offenders(list: string[], pattern: RegExp): string[] {
  return list.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : [])),
  );
}

test('no file is too large to read in one sitting', () => {
  const large = code.filter((f) => read(f).split('\n').length > 520);
  assert.deepEqual(large, []);
});

test('no file is called after nothing', () => {
  assert.deepEqual(
    code.filter(
      (f) =>
        /(^|\/)(utils?|common|helpers?|services?|managers?|core|index)\.(ts|tsx)$/.test(f) &&
        !f.startsWith('src/messages/'),
    ),
    [],
  );
});

test('SQL stands only in queries, the database folder and the few files that start things', () => {
  const allowed =
    /^src\/server\/(db\/|[a-z-]+\/(queries|load)[a-z-]*\.ts$|jobs\.ts$|job-queue\.ts$|audit\.ts$|http\.ts$|backup[a-z-]*\.ts$)/;
  const suspects = code.filter(
    (f) => f.startsWith('src/') && !allowed.test(f) && !f.endsWith('.test.ts'),
  );
  assert.deepEqual(
    offenders(
      suspects,
      /\b(db|sql|pool|owner)(<[^`]*>)?`\s*(select|insert|update|delete|with|create)\b/i,
    ),
    [],
  );
});

test('engine and domain have no clock and no unseeded randomness', () => {
  const pure = code.filter((f) => /^src\/(engine|domain)\//.test(f) && !/\.test\.tsx?$/.test(f));
  assert.deepEqual(offenders(pure, /Date\.now|new Date\(\)|Math\.random|performance\.now/), []);
});

test('no words stand in pages: they come from the messages', () => {
  const pages = code.filter((f) => /^src\/(ui|web)\/.*\.tsx$/.test(f));
  const literal = offenders(pages, />\s*[A-Za-z][a-z]{2,}[^<>{}()=;]*<\/(?!.*=>)/);
  assert.deepEqual(literal, []);
});

test('every problem code and every audited action has its sentence in both languages', () => {
  const missing = [
    ...Object.keys(problems).map((c) => `problem.${c}`),
    ...allOperations.flatMap((o) =>
      o.operation.audit ? [`audit.action.${o.operation.audit}`] : [],
    ),
  ].filter((key) => messages[key] === undefined);
  assert.deepEqual(missing, []);
});

test('every message is written in both languages with the same parameters', () => {
  const parameters = (text: string) =>
    [...text.matchAll(/\{(\w+)\}/g)]
      .map((m) => m[1])
      .sort()
      .join();
  const bad = Object.entries(messages).filter(
    ([, [id, en]]) => id.trim() === '' || en.trim() === '' || parameters(id) !== parameters(en),
  );
  assert.deepEqual(
    bad.map(([key]) => key),
    [],
  );
});

test('every reason the rules give has a sentence', () => {
  const used = new Set(
    code
      .filter((f) => /^src\/(domain|server|engine)\//.test(f) && !f.endsWith('.test.ts'))
      .flatMap((f) =>
        [...read(f).matchAll(/\breason\(\s*'([a-z0-9.-]+)'/g)].map((m) => m[1] ?? ''),
      ),
  );
  assert.deepEqual(
    [...used].filter((c) => messages[`reason.${c}`] === undefined),
    [],
  );
});

test('every table and column has a comment', () => {
  const { tables } = readSchema(join(root, 'db/migrations'));
  const bare = [...tables].flatMap(([name, t]) => [
    ...(t.comment ? [] : [name]),
    ...[...t.columns].filter(([, comment]) => !comment).map(([column]) => `${name}.${column}`),
  ]);
  assert.deepEqual(bare, []);
});

test('operations are addressed once', () => {
  const seen = allOperations.map((o) => `${o.operation.method} ${o.operation.path}`);
  assert.equal(new Set(seen).size, seen.length);
});

test('generated documents are up to date (npm run generate)', () => {
  for (const [name, text] of generated(root)) {
    const path = join('docs/generated', name);
    assert.ok(existsSync(join(root, path)) && read(path) === text, `${path} differs`);
  }
});

test('links in the documents lead somewhere', () => {
  const broken = files
    .filter((f) => f.endsWith('.md'))
    .flatMap((f) =>
      [...read(f).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .filter((m) => !existsSync(join(root, f, '..', m[1] ?? '')))
        .map((m) => `${f} → ${m[1]}`),
    );
  assert.deepEqual(broken, []);
});

test('the glossary speaks of names that exist in the code', () => {
  const terms = [...read('docs/glossary.md').matchAll(/^\|[^|]+\|\s*`([^`]+)`/gm)].map(
    (m) => m[1] ?? '',
  );
  assert.ok(terms.length > 20, 'the glossary is nearly empty');
  const text =
    code.map(read).join('\n') +
    files
      .filter((f) => f.endsWith('.sql'))
      .map(read)
      .join('\n');
  assert.deepEqual(
    terms.filter((t) => !text.includes(t)),
    [],
  );
});

test('the layer check sees the files it judges', async () => {
  const result = await cruise(['src'], {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  });
  const seen =
    typeof result.output === 'string'
      ? 0
      : result.output.modules.filter((m) => m.source.startsWith('src/')).length;
  const expected = code.filter((f) => /^src\/.*\.tsx?$/.test(f)).length;
  assert.ok(seen >= expected, `saw ${seen} of ${expected} files`);
});
