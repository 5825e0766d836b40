import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAnswerWord, readDay, readMonths } from './sheet-words.ts';

describe('an answer cell', () => {
  test.each([
    ['ya', 'yes'],
    [' Iya ', 'yes'],
    ['Y', 'yes'],
    ['YA.', 'yes'],
    ['sudah', 'yes'],
    ['✓', 'yes'],
    ['tdk', 'no'],
    ['T', 'no'],
    ['tidak', 'no'],
    ['Tidak ada', 'no'],
    ['belum ada', 'no'],
    ['tidak tahu', 'unknown'],
    ['tdk tau', 'unknown'],
    ['?', 'unknown'],
  ])('%s is read as %s', (text, answer) => {
    expect(readAnswerWord(text)).toEqual({ ok: true, answer, rest: null });
  });

  test('a clear word with an explanation keeps the explanation', () => {
    expect(readAnswerWord('ya, tapi hanya di Ladongi')).toEqual({
      ok: true,
      answer: 'yes',
      rest: 'tapi hanya di Ladongi',
    });
    expect(readAnswerWord('Tidak (sudah dijual)')).toEqual({
      ok: true,
      answer: 'no',
      rest: 'sudah dijual',
    });
    expect(readAnswerWord('tidak tahu - tanya camat')).toMatchObject({ answer: 'unknown' });
  });

  test.each(['', '  ', '-', '…', '☐'])('"%s" is no answer at all', (text) => {
    expect(readAnswerWord(text)).toEqual({ ok: false, why: 'blank' });
  });

  test.each(['ya/tidak', 'mungkin', 'x', '1', 'ada sedikit', 'lihat lampiran'])(
    '"%s" could mean two things and is handed back',
    (text) => {
      expect(readAnswerWord(text)).toEqual({ ok: false, why: 'answer-unclear' });
    },
  );

  test('whatever is typed, the answer is a word, blank or unclear', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readAnswerWord(text);
        return read.ok ? ['yes', 'no', 'unknown'].includes(read.answer) : read.why !== undefined;
      }),
    );
  });
});

describe('months', () => {
  test.each([
    ['Mei', [5]],
    ['Mei-Juli, Desember', [5, 6, 7, 12]],
    ['mei s/d juli dan des', [5, 6, 7, 12]],
    ['Nov–Feb', [1, 2, 11, 12]],
    ['4, 5', [4, 5]],
    ['agustus september', [8, 9]],
  ])('%s', (text, months) => {
    expect(readMonths(text)).toEqual(months);
  });
  test('a season without months is handed back', () => {
    expect(readMonths('musim panen')).toBeUndefined();
    expect(readMonths('')).toBeUndefined();
  });
});

describe('a day', () => {
  test.each([
    ['5/3/2027', '2027-03-05'],
    ['05-03-27', '2027-03-05'],
    ['2027-03-05', '2027-03-05'],
    ['5 Maret 2027', '2027-03-05'],
  ])('%s', (text, day) => {
    expect(readDay(text)).toBe(day);
  });
  test('a day that does not exist is handed back', () => {
    expect(readDay('31/2/2027')).toBeUndefined();
    expect(readDay('kemarin')).toBeUndefined();
  });
});
