import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// Argon2id at the OWASP minimum: 19 MiB, two passes.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** Takes the same time whether or not the account exists, so that names cannot be guessed. */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  if (stored === null) {
    await hash(password, COST);
    return false;
  }
  return verify(stored, password);
}

export const newToken = (): string => randomBytes(32).toString('base64url');

const LOCAL_WORDS = [
  'sultra',
  'sulawesi',
  'kendari',
  'disperindag',
  'titiktemu',
  'konawe',
  'kolaka',
  'indonesia',
  'password',
  'katasandi',
  'rahasia',
  'bismillah',
  'qwerty',
  '123456',
  'admin',
  'merdeka',
];

/** A password is weak where little is left of it after the words everybody here tries first. */
export function isGuessable(password: string, username: string): boolean {
  let left = password.toLowerCase().replace(/[^a-z0-9]/g, '');
  for (const word of [...LOCAL_WORDS, username.replace(/[^a-z0-9]/g, '')]) {
    if (word.length >= 3) left = left.replaceAll(word, '');
  }
  left = left.replace(/(19|20)\d\d/g, '').replace(/(.)\1+/g, '$1');
  return new Set(left).size < 5 || left.length < 6;
}
