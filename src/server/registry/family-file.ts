import { type Cell, writeXlsx } from 'hucre/xlsx';
import { formatDate, formatTime } from '#messages/format.ts';
import { isMessageKey, type MessageKey, translate } from '#messages/translate.ts';
import type { FamilyRow } from './queries-families.ts';

const HEAD = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E2EFEC' } },
} as const;

interface FamilyFileOptions {
  readonly place: string;
  readonly by: string;
  readonly at: string;
  readonly purpose: string;
  readonly note: string;
  readonly demo: boolean;
  /** Family → NIK of the head; undefined where none were asked for. */
  readonly niks: ReadonlyMap<string, string> | undefined;
}

/**
 * Families of one place for a stated purpose. Above and below the table stand who took it, when and
 * what for, so that a copy found elsewhere says whose it is. Every text is a text cell.
 */
export async function buildFamilyFile(
  rows: readonly FamilyRow[],
  o: FamilyFileOptions,
): Promise<Uint8Array> {
  const t = (key: MessageKey, params?: Record<string, string | number>) =>
    translate('id', key, params);
  const word = (key: string) => (isMessageKey(key) ? t(key) : key);
  const yesNo = (value: boolean | null) =>
    value === null ? t('state.unknown') : t(value ? 'state.yes' : 'state.no');
  const watermark = t('families.file.watermark', { name: o.by, at: formatTime(o.at) });
  const top = [
    t('families.file.title', { place: o.place }),
    ...(o.demo ? [t('app.demo')] : []),
    watermark,
    t('families.file.purpose', {
      purpose: word(`purpose.${o.purpose}`),
      note: o.note === '' ? '–' : o.note,
    }),
    t('families.file.secret'),
  ];
  const heads = [
    t('region.village'),
    t('families.head'),
    ...(o.niks ? [t('importField.nik')] : []),
    t('importField.address'),
    t('importField.desil'),
    t('families.members'),
    t('families.womenHeaded'),
    t('families.disability'),
    t('families.business'),
    t('importField.occupation'),
    t('families.source'),
  ];
  const body = rows.map((r) => [
    r.villageName,
    r.headName,
    ...(o.niks ? [o.niks.get(r.id) ?? null] : []),
    r.address,
    r.desil,
    r.members,
    yesNo(r.womenHeaded),
    yesNo(r.withDisability),
    yesNo(r.withBusiness),
    r.occupation === null ? null : word(`occupation.${r.occupation}`),
    `${r.sourceName}, ${formatDate(r.cutOff)}`,
  ]);
  const at = top.length + 1;
  return writeXlsx({
    sheets: [
      {
        name: t('nav.families').slice(0, 31),
        rows: [...top.map((line) => [line]), [], heads, ...body, [], [watermark]],
        columns: heads.map((h, i) => ({ width: i === 1 || i === 3 ? 30 : Math.max(12, h.length) })),
        freezePane: { rows: at + 1 },
        cells: new Map<string, Partial<Cell>>([
          ['0,0', { style: { font: { bold: true, size: 14 } } }],
          ...heads.map((_, i) => [`${at},${i}`, { style: HEAD }] as [string, Partial<Cell>]),
        ]),
      },
    ],
  });
}
