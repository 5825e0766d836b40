import { describe, expect, test } from 'vitest';
import { axeFindings, canBrowse, fitsWidth, OFFICE, PHONE, picture } from '../support/browser.ts';
import { demoVisits } from '../support/demo-visits.ts';

/** Every page at both sizes: it opens, complains about nothing, fits, and axe finds nothing. */
const PAGES = [
  '/',
  '/peta',
  '/wilayah',
  '/wilayah/74.12',
  '/rencana',
  '/bukti',
  '/bukti?tab=bukti',
  '/bukti?tab=resep',
  '/lembar',
  '/keluarga',
  '/impor',
  '/acuan',
  '/acuan?bagian=ambang',
  '/acuan?bagian=impor&jenis=evidence',
  '/riwayat',
] as const;

describe.skipIf(!canBrowse)('every page (skipped without Chromium or built pages)', () => {
  const demo = demoVisits();

  describe.each([
    ['office', OFFICE],
    ['phone', PHONE],
  ] as const)('on the %s screen', (size, viewport) => {
    test.each(PAGES)('%s opens clean', async (path) => {
      const { page, context, complaints } = await demo.visit(viewport);
      await context.request.post('/api/demo-login', { data: { username: 'contoh.perencana' } });
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.waitForFunction(() => document.querySelector('main h1') !== null);
      await picture(page, `${size}${path.replace(/\W+/g, '-')}`);
      expect(complaints).toEqual([]);
      expect(await fitsWidth(page)).toBe(true);
      expect(await axeFindings(page)).toEqual([]);
      await context.close();
    });
  });

  test('the sign-in page is clean too', async () => {
    const { page, context, complaints } = await demo.visit(OFFICE);
    await page.goto('/', { waitUntil: 'networkidle' });
    expect(complaints).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    await context.close();
  });
});
