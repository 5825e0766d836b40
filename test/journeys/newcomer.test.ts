import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeFindings, canBrowse, OFFICE, picture } from '../support/browser.ts';
import { demoVisits } from '../support/demo-visits.ts';

/** So many example families that every kabupaten of the story has its lines. */
const isWholeDemo = Number(process.env['TEST_FAMILIES'] ?? 0) >= 100_000;

describe.skipIf(!canBrowse)('a newcomer (skipped without Chromium or built pages)', () => {
  const demo = demoVisits();

  const place = async (page: Page, name: string) => {
    await page
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .first()
      .click();
    await page.locator('main h1', { hasText: name }).waitFor();
    return page.locator('main');
  };

  test('goes from one card to a plan in hand: what fits where, what is held back, workbook and brief', async () => {
    const { page, context, complaints } = await demo.visit(OFFICE);
    await page.goto('/', { waitUntil: 'networkidle' });
    await picture(page, 'newcomer-cards');
    await page.getByRole('button', { name: /Perencana/ }).click();

    for (const ask of [
      'Di mana keluarga sasaran?',
      'Apa yang hidup di sana?',
      'Apa yang cocok, apa yang ditahan?',
      'Bisa langsung dipakai?',
    ])
      await page.getByText(ask).waitFor();
    expect(await page.getByText('Belum diukur').count()).toBeGreaterThan(0);
    expect(await page.getByText('DATA CONTOH').count()).toBeGreaterThan(0);
    await picture(page, 'newcomer-home');
    expect(await axeFindings(page)).toEqual([]);

    const coconut = await place(page, 'Konawe Kepulauan');
    await coconut
      .getByText(/kelapa/i)
      .first()
      .waitFor();
    await coconut
      .getByText(/Rp\s14,2\smiliar/)
      .first()
      .waitFor();
    await picture(page, 'newcomer-coconut');
    await page.getByRole('link', { name: 'Beranda' }).click();
    const cocoa = await place(page, 'Kolaka Timur');
    await cocoa.getByText(/kakao/i).first().waitFor();
    await cocoa.getByText(/aren/i).first().waitFor();
    const held = cocoa.locator('details', { hasText: 'Yang membukanya' }).first();
    await held.locator('summary').first().click();
    await held.getByText('Yang membukanya').first().waitFor();
    await picture(page, 'newcomer-cocoa');

    await page.getByRole('link', { name: 'Rencana', exact: true }).click();
    await page.locator('main h1', { hasText: /^Rencana 2027: Rp/ }).waitFor();
    if (isWholeDemo) {
      await page.getByText(/mendapat lebih sedikit peserta daripada bagi rata/).waitFor();
      for (const [kab, product] of [
        ['Konawe Kepulauan', /kelapa/],
        ['Kolaka Timur', /kakao/i],
        ['Kolaka Timur', /aren/i],
      ] as const)
        expect(
          await page
            .getByRole('row', { name: new RegExp(kab) })
            .filter({ hasText: product })
            .count(),
        ).toBeGreaterThan(0);
    }
    for (const [button, ending, magic] of [
      ['Excel lengkap', /\.xlsx$/, 'PK'],
      ['Ringkasan A4', /\.pdf$/, '%PDF'],
    ] as const) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(ending);
      expect(readFileSync(await file.path(), 'latin1').startsWith(magic)).toBe(true);
    }

    await page.getByRole('button', { name: 'English' }).click();
    await page.locator('main h1', { hasText: /^Plan 2027: Rp/ }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
