import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * NIK, KK and refused rows are sealed: authenticated encryption for the value, a keyed digest for
 * finding it again. The keys live in a file outside the database; a bare hash of a NIK falls in
 * minutes, because the province has only some 6e8 plausible ones.
 */
export interface Keys {
  /** Keyed digest (32 bytes) of an identifier, per purpose; equal inputs give equal digests. */
  digest(purpose: 'nik' | 'kk' | 'audit', value: string): Buffer;
  /** key id (1) · nonce (12) · ciphertext · tag (16) */
  seal(value: string): Buffer;
  /** Throws where the value was altered or the key is not the one it was sealed with. */
  open(sealed: Uint8Array): string;
}

interface KeyFile {
  version: 1;
  /** Hex. Losing this file loses every NIK; see docs/operate.md. */
  encryption: string;
  digest: string;
}

const KEY_ID = 1;

export function openKeys(dataDir: string): Keys {
  const path = join(dataDir, 'keys', 'seal.json');
  if (!existsSync(path)) {
    mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
    const fresh: KeyFile = {
      version: 1,
      encryption: randomBytes(32).toString('hex'),
      digest: randomBytes(32).toString('hex'),
    };
    writeFileSync(path, `${JSON.stringify(fresh)}\n`, { mode: 0o600, flag: 'wx' });
  }
  const file = JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
  return keysFrom(Buffer.from(file.encryption, 'hex'), Buffer.from(file.digest, 'hex'));
}

// Random bytes in bulk: asking for twelve at a time costs an import more than the encryption does.
let nonces = Buffer.alloc(0);
let spent = 0;
function nextNonce(): Buffer {
  if (spent >= nonces.length) {
    nonces = randomBytes(12 * 1024);
    spent = 0;
  }
  spent += 12;
  return nonces.subarray(spent - 12, spent);
}

export function keysFrom(encryption: Buffer, digestKey: Buffer): Keys {
  if (encryption.length !== 32 || digestKey.length !== 32) throw new Error('keys must be 32 bytes');
  return {
    digest: (purpose, value) =>
      createHmac('sha256', digestKey).update(`${purpose}:${value}`).digest(),
    seal(value) {
      const nonce = nextNonce();
      const cipher = createCipheriv('aes-256-gcm', encryption, nonce);
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(KEY_ID), nonce, body, cipher.getAuthTag()]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== KEY_ID || bytes.length < 29) throw new Error('sealed with an unknown key');
      const decipher = createDecipheriv('aes-256-gcm', encryption, bytes.subarray(1, 13));
      decipher.setAuthTag(bytes.subarray(bytes.length - 16));
      return Buffer.concat([
        decipher.update(bytes.subarray(13, bytes.length - 16)),
        decipher.final(),
      ]).toString('utf8');
    },
  };
}
