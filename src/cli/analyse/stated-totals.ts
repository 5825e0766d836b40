import { checkTotals, type RegionTable } from '#engine/potential/region-table.ts';
import { CommandError, EXIT } from '../command.ts';
import type { AnalysisRequest, Row } from './analysis.ts';
import { numberOption } from './roles.ts';

/** Refuses `--totals stated` where a stated total is missing. */
export function checkStated({ stated, regions }: RegionTable, periods: readonly string[]): void {
  if (stated === undefined)
    throw new CommandError('--totals stated memerlukan --total-sector.', EXIT.usage);
  periods.forEach((period, p) => {
    const refuse = (name: string): never => {
      throw new CommandError(
        `--totals stated: jumlah yang tertulis untuk ${[name, period].filter((t) => t !== '').join(', ')} kosong.`,
        EXIT.badInput,
      );
    };
    const without = regions.findIndex((_, r) => Number.isNaN(stated.regions[p]?.[r] as number));
    if (without >= 0) refuse(regions[without] as string);
    if (Number.isNaN(stated.reference?.[p] ?? 0)) refuse('wilayah acuan');
  });
}

/** Every stated total beside the sum of its parts, and what must be said about them. */
export function totalsOf(
  table: RegionTable,
  periods: readonly string[],
  referenceName: string | undefined,
  values: AnalysisRequest['values'],
): { totals: Row[]; warnings: string[] } {
  const tolerance = numberOption(values, 'tolerance', 1e-9, { min: 0, max: 1 });
  const checks = checkTotals(table, tolerance);
  const name = referenceName ?? 'acuan';
  const totals = checks.map((c) => ({
    period: periods[c.period] ?? '',
    region: c.region === undefined || c.region < 0 ? name : (table.regions[c.region] ?? ''),
    sector: c.sector === undefined || c.sector < 0 ? 'jumlah' : (table.sectors[c.sector] ?? ''),
    parts: c.of === 'sectors' ? 'sektor' : 'wilayah',
    known_parts: c.parts,
    unknown_parts: c.missing,
    stated: c.stated,
    sum: c.sum,
    difference: c.difference,
    agrees: c.agrees,
    verdict: c.agrees ? 'cocok' : c.over ? 'bagian melebihi jumlah' : 'bagian kurang dari jumlah',
  }));
  const wrong = totals.filter((t) => !t.agrees);
  const short = wrong.some((t) => t.parts === 'wilayah' && t.difference > 0);
  const shown = wrong
    .slice(0, 5)
    .map((t) =>
      [
        t.period === '' ? '' : `${t.period}: `,
        `${t.region}, ${t.sector}: tertulis ${t.stated}, jumlah ${t.parts} ${t.sum}, selisih ${t.difference}`,
      ].join(''),
    );
  return {
    totals,
    warnings:
      wrong.length === 0
        ? []
        : [
            `${wrong.length} dari ${totals.length} jumlah yang tertulis tidak cocok (tabel totals): ${shown.join('; ')}${wrong.length > 5 ? '; …' : ''}.${short ? ' Jumlah wilayah yang kurang dari acuannya bisa berarti daftar wilayahnya tidak lengkap.' : ''}`,
          ],
  };
}
