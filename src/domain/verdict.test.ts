import { expect, test } from 'vitest';
import { verdictOf } from './verdict.ts';

const line = (
  status: 'open' | 'blocked',
  kit: 'ready' | 'conditional' | 'absent',
  name: string,
  answers: [string, 'yes' | 'no' | 'unknown'][] = [],
) => ({
  status,
  kind: 'commodity' as const,
  name: { id: name, en: name },
  commodities: [name.split(' ')[0] ?? ''],
  commodity: { id: `${name.split(' ')[0]} (segar), lain`, en: `${name.split(' ')[0]}, other` },
  readiness: { kit, items: answers.map(([item, answer]) => ({ item: item as 'power', answer })) },
});

test('a place where nothing is open says so', () => {
  expect(verdictOf([line('blocked', 'absent', 'kelapa')])).toMatchObject({
    kind: 'nothing',
    open: 0,
    held: 1,
  });
});

test('two trainings with one material name the material once', () => {
  const verdict = verdictOf([
    line('open', 'ready', 'kelapa minyak'),
    line('open', 'absent', 'kelapa tempurung'),
  ]);
  expect(verdict.fits.map((f) => f.id)).toEqual(['kelapa']);
  expect(verdict).toMatchObject({ kind: 'ready', kitsReady: 1, open: 2 });
});

test('what stops the equipment is named, most frequent first, and held trainings do not count', () => {
  const verdict = verdictOf([
    line('open', 'absent', 'ikan', [
      ['power', 'no'],
      ['water', 'no'],
      ['buyer', 'unknown'],
    ]),
    line('open', 'absent', 'kelapa', [['water', 'no']]),
    line('blocked', 'absent', 'kakao', [['operator', 'no']]),
  ]);
  expect(verdict.kind).toBe('waiting');
  expect(verdict.missing).toEqual(['water', 'power']);
  expect(verdict.unanswered).toEqual(['buyer']);
});
