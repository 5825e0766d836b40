import { expect, test } from 'vitest';
import { limitName } from '#domain/limit.ts';
import { foldsOfPaths, placeOfLimit } from './limit-place.ts';

test.each([
  [limitName.kabMin('74.11'), 'kab', 'kab:74.11'],
  [limitName.kabMax('74.11'), 'kab', 'kab:74.11'],
  [limitName.kecMax(), 'batch', 'kec-max'],
  [limitName.trainers('olah-ikan'), 'trainers', 'trainers'],
  [limitName.share('women'), 'shares', 'share:women'],
  [limitName.lock('74.11', 'gula-aren'), 'locks', 'lock:74.11:gula-aren'],
  [limitName.source('apbd'), undefined, 'sources'],
])('the limit %s is changed in the fold %s', (limit, fold, field) => {
  expect(placeOfLimit(limit)).toEqual({ fold, field });
});

test('a refused field opens its fold once', () => {
  expect(foldsOfPaths([['weights', 'desil', 0], ['weights', 'need'], ['year']])).toEqual([
    'weights',
  ]);
});
