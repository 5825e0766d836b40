import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { coordinationApi } from '#api/coordination.ts';
import { axeFindings, canBrowse, fitsWidth, OFFICE, PHONE, picture } from '../support/browser.ts';
import { demoVisits } from '../support/demo-visits.ts';

/** The kabupaten officer's ten minutes: what waits, said with a thumb, and nothing of the neighbours. */
const KAB = '74.11';
const YEAR = 2027;

describe.skipIf(!canBrowse)('the kabupaten officer (skipped without Chromium or pages)', () => {
  const demo = demoVisits();

  /** As a person meets it: settled, inside the screen, nothing for axe to say. */
  async function looksRight(page: Page, name: string): Promise<void> {
    await page.waitForLoadState('networkidle');
    await picture(page, name);
    expect(await fitsWidth(page), `${name} fits`).toBe(true);
    expect(await axeFindings(page), `${name} for axe`).toEqual([]);
  }

  async function signIn(page: Page): Promise<void> {
    await page.goto('/', { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: /Petugas kabupaten/ }).click();
    await page.getByRole('heading', { name: 'Yang menunggu Anda' }).waitFor();
  }

  const openCount = async (page: Page): Promise<number> => {
    const tab = await page.getByRole('tab', { name: /Belum dijawab/ }).textContent();
    return Number(/\((\d+)\)/.exec(tab ?? '')?.[1]);
  };

  test('answers four kinds of question on a phone, and the province sees it at once', async () => {
    const { page, context, complaints } = await demo.visit(PHONE);
    const planner = await demo.server().person('planner');
    const board = async () =>
      (await planner.call(coordinationApi.board, { year: YEAR })).find((r) => r.kab === KAB);
    const before = await board();

    await signIn(page);
    await looksRight(page, 'officer-home');
    expect(await page.locator('main').textContent()).not.toContain('Konawe Kepulauan');

    await page.getByRole('link', { name: 'Jawab pertanyaan' }).click();
    await page.getByText('Anda yang paling tahu: betulkan kami.').waitFor();
    await looksRight(page, 'officer-waiting');
    const waiting = await openCount(page);

    await page.getByRole('tab', { name: 'Komoditas dan jasa' }).click();
    const coconut = page.getByRole('article', { name: /Kelapa: benar hidup di sini/ });
    await coconut.getByRole('radio', { name: 'tidak', exact: true }).click();
    await coconut
      .getByLabel('Mengapa? Tulis keterangannya')
      .fill('Kelapa hanya di pekarangan; yang dijual kakao.');
    await looksRight(page, 'officer-why');
    await coconut.getByRole('button', { name: 'Simpan' }).click();
    await coconut.getByText('✓ Tersimpan').waitFor();

    await page.getByRole('tab', { name: 'Kesiapan' }).click();
    const open = page.locator('.question-items > li', { hasText: 'belum dijawab' }).first();
    const asked = (await open.locator('.question-number').textContent()) ?? '';
    const item = page.locator('.question-items > li', {
      has: page.getByText(asked, { exact: true }),
    });
    await item.getByRole('radio', { name: 'ya', exact: true }).click();
    await item.getByText('✓ Tersimpan').waitFor();
    await looksRight(page, 'officer-readiness');

    await page.getByRole('tab', { name: 'Batas' }).click();
    const batches = page.locator('.question', { hasText: 'Paling banyak berapa angkatan' });
    await batches.locator('input').first().fill('6');
    await batches.getByRole('button', { name: 'Simpan' }).click();
    await batches.getByText('✓ Tersimpan').waitFor();
    await looksRight(page, 'officer-limit');

    await page.getByRole('tab', { name: 'Usulan sendiri' }).click();
    await page.getByLabel('Komoditas, produk, atau jasa').fill('Anyaman bambu khas Mowewe');
    await page.getByLabel('Mengapa di situ?').fill('Perajinnya masih ada dan pesanan tetap.');
    await page.getByRole('button', { name: 'Kirim usulan' }).click();
    await page.locator('article', { hasText: 'Perajinnya masih ada dan pesanan tetap.' }).waitFor();
    await looksRight(page, 'officer-proposal');

    await page.goto('/lembar?bagian=commodity', { waitUntil: 'networkidle' });
    // The gate repeats it as its reason, with who said it.
    await page.getByText(/Dijawab tidak cocok oleh .*Kelapa hanya di pekarangan/).waitFor();
    await page.goto('/lembar', { waitUntil: 'networkidle' });
    expect(await openCount(page)).toBe(waiting - 3);
    const after = await board();
    expect(after?.answered).toBe((before?.answered ?? 0) + 3);
    expect(after?.lastVia).toBe('screen');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('sees the own kabupaten only, also when another address is typed by hand', async () => {
    const { page, context } = await demo.visit(PHONE);
    await signIn(page);
    for (const path of ['/lembar?kab=74.12', '/wilayah/74.12']) {
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.getByText('Wilayah 74.12 di luar wilayah kerja Anda.').waitFor();
      await looksRight(page, `officer-refused${path.replace(/\W+/g, '-')}`);
    }
    await page.getByRole('link', { name: 'Kolaka Timur' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kolaka Timur' }).waitFor();
    for (const path of [
      `/api/sheets/74.12/questions?year=${YEAR}`,
      '/api/points?level=kec&within=74.12',
    ]) {
      const answer = await context.request.get(path);
      expect(answer.status(), path).toBe(403);
    }
    await context.close();
  });

  test('finds the same at a desk', async () => {
    const { page, context, complaints } = await demo.visit(OFFICE);
    await signIn(page);
    await looksRight(page, 'officer-office-home');
    for (const part of ['', '?bagian=commodity', '?bagian=readiness', '?bagian=history']) {
      await page.goto(`/lembar${part}`, { waitUntil: 'networkidle' });
      await looksRight(page, `officer-office${part.replace(/\W+/g, '-')}`);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});
