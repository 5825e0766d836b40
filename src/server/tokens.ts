import { createHash } from 'node:crypto';

/** Only the digest of a session or link token is ever stored. */
export const tokenDigest = (token: string): Buffer => createHash('sha256').update(token).digest();
