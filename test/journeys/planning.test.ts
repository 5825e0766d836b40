import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  axeFindings,
  canBrowse,
  fitsWidth,
  OFFICE,
  openBrowser,
  PHONE,
  picture,
  type Visit,
  visit,
} from '../support/browser.ts';
import { demoVisits } from '../support/demo-visits.ts';
import { openTestServer } from '../support/server.ts';

const SOLVED = { timeout: 60_000 };

async function isClean({ page, complaints }: Visit): Promise<void> {
  expect(complaints).toEqual([]);
  expect(await fitsWidth(page)).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
}

const solve = (page: Page) => page.getByRole('button', { name: 'Hitung', exact: true }).click();

describe.skipIf(!canBrowse)('Rencana (skipped without Chromium or built pages)', () => {
  const demo = demoVisits();

  async function open(username: string, viewport: typeof OFFICE, path = '/rencana') {
    const opened = await demo.visit(viewport);
    await opened.context.request.post('/api/demo-login', { data: { username } });
    await opened.page.goto(path, { waitUntil: 'networkidle' });
    await opened.page.locator('main h1').waitFor();
    return opened;
  }

  const headline = (page: Page) => page.locator('main h1').textContent();

  test('a planner changes the money, solves again, reads why and why not, and takes the workbook', async () => {
    const opened = await open('contoh.perencana', OFFICE);
    const { page, context } = opened;
    const before = await headline(page);
    expect(before).toMatch(/^Rencana 2027: Rp.+angkatan.+peserta.+kabupaten$/);
    expect(await page.getByText('Yang dimaksimalkan adalah').count()).toBe(1);
    await isClean(opened);

    await page.getByLabel('APBD Provinsi (contoh)').fill('400 juta');
    await page.getByText('angka di bawah masih dari isian sebelumnya').waitFor();
    await solve(page);
    await page.getByRole('progressbar', { name: 'Menghitung rencana' }).waitFor();
    await picture(page, 'plan-solving');
    await page.getByText('Rencana nomor 2 ·').waitFor(SOLVED);
    expect(await headline(page)).not.toBe(before);
    expect(await page.getByLabel('APBD Provinsi (contoh)').inputValue()).toContain('400.000.000');
    await page.getByText('Berubah karena pagu atau sumber dana diubah.').waitFor();

    await page.getByRole('row').getByRole('button', { name: /\S/ }).last().click();
    await page.getByRole('heading', { name: /^Mengapa .+ di .+\?$/ }).waitFor();
    await page.getByRole('heading', { name: 'Kebutuhan' }).waitFor();
    await page.getByText('RAB per angkatan').click();
    await page
      .getByText(/HARGA CONTOH$/)
      .first()
      .waitFor();
    await picture(page, 'plan-why');
    await isClean(opened);

    await page.getByRole('combobox', { name: /Mengapa bukan/ }).fill('Konawe Kepulauan');
    await page
      .getByRole('option', { name: /^Konawe Kepulauan/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Mengapa bukan Konawe Kepulauan?' }).waitFor();
    await page.getByRole('heading', { name: 'Yang membukanya' }).first().waitFor();
    await picture(page, 'plan-why-not');

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Excel lengkap' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^Rencana-2027-.+\.xlsx$/);

    await page.getByRole('button', { name: /^Bandingkan 17/ }).click();
    expect(await page.getByRole('rowheader').count()).toBeGreaterThanOrEqual(17);
    await isClean(opened);
    await context.close();
  });

  test('limits that fight are named, each with the way to its field', async () => {
    const opened = await open('contoh.perencana', OFFICE);
    const { page, context } = opened;
    await page.locator('summary', { hasText: 'Per kabupaten' }).click();
    await page.getByLabel('Paling sedikit').fill('500');
    await solve(page);
    await page.getByText('Tidak ada rencana yang memenuhi semua batas sekaligus.').waitFor(SOLVED);
    await isClean(opened);
    await page
      .getByRole('button', { name: /^Ubah Paling sedikit 500 angkatan di / })
      .first()
      .click();
    await page.waitForFunction(() => (document.activeElement as HTMLInputElement).value === '500');
    await page.getByLabel('Paling sedikit').fill('satu');
    await solve(page);
    await page.getByText('Periksa isian berikut').waitFor();
    await context.close();
  });

  test('on a phone the reasons open over the page and the form on demand', async () => {
    const opened = await open('contoh.perencana', PHONE, '/rencana?wilayah=74.01.01');
    const { page, context } = opened;
    await page.getByRole('dialog').waitFor();
    await page.getByRole('button', { name: /^Kunci 1 angkatan/ }).waitFor();
    await picture(page, 'plan-phone-place');
    await isClean(opened);
    await page.getByRole('dialog').getByRole('button', { name: 'Tutup' }).click();
    await page.getByRole('button', { name: 'Ubah', exact: true }).first().click();
    await page.getByLabel('APBD Provinsi (contoh)').waitFor();
    await isClean(opened);
    await context.close();
  });

  test('an officer reads the own kabupaten and changes nothing', async () => {
    const opened = await open('contoh.petugas', OFFICE);
    const { page, context } = opened;
    expect(await headline(page)).toContain('Kolaka Timur');
    expect(await page.getByRole('button', { name: 'Hitung' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Simpan skenario' }).count()).toBe(0);
    await isClean(opened);
    await context.close();
  });

  test('a price is changed where the plan gets its prices', async () => {
    const opened = await open('contoh.perencana', OFFICE, '/acuan?bagian=harga');
    const { page, context } = opened;
    await page
      .getByRole('row', { name: /Konsumsi rapat/ })
      .first()
      .waitFor();
    await isClean(opened);
    await page
      .getByRole('button', { name: /^Ubah Konsumsi rapat/ })
      .first()
      .click();
    await page.getByLabel('Harga satuan').fill('0');
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('Tulis harganya, lebih dari nol').waitFor();
    await page.getByLabel('Harga satuan').fill('71.500');
    await isClean(opened);
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.getByRole('row', { name: /Konsumsi rapat.*71\.500/ }).waitFor();
    await context.close();
  });
});

describe.skipIf(!canBrowse)('Rencana before anything is there (skipped without Chromium)', () => {
  test('a planner is told what is missing and starts a scenario all the same', async () => {
    const [server, browser] = await Promise.all([openTestServer(), openBrowser()]);
    const { cookie } = await server.person('planner');
    const opened = await visit(browser, server.url, PHONE);
    const { page, context } = opened;
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: server.url }]);
    await page.goto('/rencana', { waitUntil: 'networkidle' });
    await page.getByText('Yang masih kurang').waitFor();
    await isClean(opened);
    await page.getByRole('button', { name: 'Buat skenario' }).click();
    await page.getByText('Isi pagu dan pilih daftar harga').waitFor();
    await solve(page);
    await page.getByText('belum ada yang dapat direncanakan').first().waitFor(SOLVED);
    await page.getByText('Belum ada daftar keluarga atau rekap.').first().waitFor();
    await isClean(opened);
    await browser.close();
    await server.close();
  });
});
