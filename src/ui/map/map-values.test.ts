import { describe, expect, test } from 'vitest';
import { classify } from '#engine/spatial/classify.ts';
import { circleRadius, classable, fillOf, type MapValue } from './map-values.ts';

const of = (value: number | null, more: Partial<MapValue> = {}): MapValue => ({
  value,
  text: String(value),
  ...more,
});

describe('colours of a map', () => {
  const values = [of(0), of(1), of(2), of(30), of(null), of(99, { suppressed: true })];
  const classes = classify(classable(values), 3, 'natural');

  test('no data, too few to name, and zero look different from every class', () => {
    expect(values.map((v) => fillOf(v, classes))).toEqual(['zero', 1, 3, 5, 'none', 'suppressed']);
    expect(fillOf(undefined, classes)).toBe('none');
  });

  test('zero and hidden figures do not move the classes', () => {
    expect(classable(values)).toEqual([1, 2, 30]);
  });

  test('a circle of four times the count has twice the radius', () => {
    expect(circleRadius(100, 400, 20)).toBe(10);
    expect(circleRadius(0, 0, 20)).toBe(0);
  });
});
