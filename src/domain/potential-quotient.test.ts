import { expect, test } from 'vitest';
import type { Fact } from './fact.ts';
import { checkTotals, quotientsOf } from './potential-quotient.ts';

const fact = (
  code: string,
  item: string,
  value: number | null,
  over: Partial<Fact> = {},
): Fact => ({
  id: `${code}${item}${value}`,
  code,
  indicator: 'production',
  item,
  year: 2023,
  period: '',
  value,
  grade: 'M',
  source: 'Dinas',
  note: null,
  synthetic: false,
  ...over,
});

test('two commodities that both sides publish give quotients, with what they were summed over', () => {
  const facts = [
    fact('74', 'kakao', 100),
    fact('74', 'kelapa', 300),
    fact('74.11', 'kakao', 30),
    fact('74.11', 'kelapa', 10),
  ];
  const [cocoa, coconut] = quotientsOf(facts, '74.11');
  expect(cocoa).toMatchObject({ item: 'kakao', lq: 3, localTotal: 40, wideTotal: 400 });
  expect(coconut?.lq).toBeCloseTo(1 / 3, 12);
});

test('one commodity alone, or one the province does not publish, has no comparison and says which', () => {
  const lonely = [fact('74', 'kakao', 100), fact('74.11', 'kakao', 30)];
  expect(quotientsOf(lonely, '74.11')[0]).toMatchObject({ lq: null, missing: 'one-item' });
  expect(quotientsOf([fact('74.11', 'kakao', 30)], '74.11')[0]).toMatchObject({
    lq: null,
    missing: 'no-province',
  });
});

test('years and measures are never mixed in one sum, and blanks are left out', () => {
  const facts = [
    fact('74', 'kakao', 100),
    fact('74', 'kelapa', 300, { year: 2022 }),
    fact('74.11', 'kakao', 30),
    fact('74.11', 'kelapa', 10, { year: 2022 }),
    fact('74.11', 'pala', null),
    fact('74.11', 'cengkeh', 9, { indicator: 'area' }),
  ];
  expect(quotientsOf(facts, '74.11').every((q) => q.lq === null)).toBe(true);
});

test('totals of the province are compared with the kabupaten once each, whatever the number of sources', () => {
  const facts = [
    fact('74', 'kakao', 100),
    fact('74.11', 'kakao', 60),
    fact('74.11', 'kakao', 60, { source: 'Koran' }),
    fact('74.12', 'kakao', 40),
  ];
  expect(checkTotals(facts, '74')).toMatchObject([{ kabs: 2, sum: 100, verdict: 'agree' }]);
  expect(checkTotals([...facts, fact('74.01', 'kakao', 50)], '74')).toMatchObject([
    { verdict: 'over', difference: -50 },
  ]);
});
