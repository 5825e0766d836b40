import { loadDemo } from '#server/demo.ts';
import { PROVINCE, type Prepared } from '#server/main.ts';
import { CommandError, EXIT } from './command.ts';

const STEPS: Record<string, string> = {
  'demo-accounts': 'Membuat akun contoh',
  'demo-families': 'Membuat keluarga contoh',
  'demo-kab': 'Keluarga contoh',
  'demo-prices': 'Memuat harga contoh',
  'demo-plan': 'Menyusun rencana contoh',
};

/** Fills a fresh installation with the example data, saying each step. */
export const loadExample = (
  prepared: Prepared,
  wanted: { families: number; seed: number },
  step: (text: string) => void,
): Promise<void> =>
  loadDemo(prepared, {
    ...wanted,
    province: PROVINCE,
    onStep: (name, detail) => step(`${STEPS[name] ?? name}${detail ? ` ${detail}` : ''}`),
  });

export function familyCount(text: string | undefined): number {
  const families = Number(text ?? '120000');
  if (Number.isInteger(families) && families >= 100 && families <= 700_000) return families;
  throw new CommandError('--families: angka 100 sampai 700000.', EXIT.usage);
}
