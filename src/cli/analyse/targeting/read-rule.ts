import type { Hybrid, Quota, Rule } from '#engine/targeting/eligibility.ts';
import type { TieRule } from '#engine/targeting/queue.ts';
import { CommandError, choice, EXIT } from '../../command.ts';
import type { AnalysisRequest } from '../analysis.ts';
import { needed, numberOption, optional } from '../roles.ts';
import type { Table } from '../table.ts';
import { numberedNames } from './table-rows.ts';

type Values = AnalysisRequest['values'];

export interface ReadRule {
  readonly rule: Rule;
  /** Indonesian: the rule in force. */
  readonly said: string;
  /** Names of the groups whose quota can run out, as in `Eligibility.edges`. */
  readonly edgeNames: readonly string[];
  readonly ties: TieRule;
}

const TIES_SAID: Readonly<Record<TieRule, string>> = {
  share: 'yang skornya sama di batas berbagi sisa tempat sama rata',
  in: 'yang skornya sama di batas ikut semua',
  out: 'yang skornya sama di batas tidak ikut',
  lottery: 'yang skornya sama di batas diundi',
};

const HYBRID_SAID: Readonly<Record<Hybrid['how'], string>> = {
  list: 'skor mendaftar {f} × kuota, komunitas memilih menurut peringkatnya',
  verify: 'komunitas mendaftar {f} × kuota, skor memilih',
  blend: 'urutan gabungan, bobot komunitas {c}',
  union: 'siapa pun yang dipilih skor atau komunitas',
  intersection: 'hanya yang dipilih skor dan komunitas',
};

/** Who is eligible: exactly one of --chosen, --cutoff, --quota, --count and --count-column. */
export function readRule(table: Table, values: Values): ReadRule {
  const ways = ['chosen', 'cutoff', 'quota', 'count', 'count-column'];
  const given = ways.filter((way) => optional(values, way) !== undefined);
  if (given.length !== 1)
    throw new CommandError(
      `Sebutkan tepat satu aturan: ${ways.map((w) => `--${w}`).join(', ')}${given.length === 0 ? '' : `; ada ${given.map((w) => `--${w}`).join(', ')}`}.`,
      EXIT.usage,
    );
  const way = given[0] as string;
  const isQuota = way !== 'chosen' && way !== 'cutoff';
  for (const option of ['quota-by', 'hybrid'])
    if (!isQuota && optional(values, option) !== undefined)
      throw new CommandError(`--${option} memerlukan kuota, bukan --${way}.`, EXIT.usage);
  const ties = choice('--ties', optional(values, 'ties'), ['share', 'in', 'out', 'lottery']);
  if (way === 'chosen') {
    const column = needed(values, 'chosen', 'kolom 0/1');
    const chosen = table.numbers(column, { min: 0, max: 1 });
    return {
      rule: { kind: 'given', chosen },
      said: `penerima menurut kolom "${column}"`,
      edgeNames: [],
      ties: 'share',
    };
  }
  needed(values, 'score', 'kolom skor, mis. hasil pmt');
  const higher = values['higher-is-poorer'] === true;
  if (way === 'cutoff') {
    if (ties === 'share' || ties === 'lottery')
      throw new CommandError(`--ties ${ties} hanya untuk kuota; --cutoff: in, out.`, EXIT.usage);
    const cutoff = numberOption(values, 'cutoff', 0);
    const at = ties === 'in' ? 'ikut' : 'tidak ikut';
    return {
      rule: { kind: 'cutoff', cutoff: higher ? -cutoff : cutoff, ties: ties ?? 'out' },
      said: `berhak bila skor ${higher ? 'di atas' : 'di bawah'} ${cutoff}, yang tepat di situ ${at}`,
      edgeNames: [''],
      ties: ties ?? 'out',
    };
  }
  const { quota, said, names } = readQuota(table, values, ties ?? 'share');
  const hybrid = readHybrid(table, values);
  const parts = [said, hybrid?.said, TIES_SAID[quota.ties]];
  return {
    rule: { kind: 'quota', quota, hybrid: hybrid?.hybrid },
    said: parts.filter((part) => part !== undefined).join('; '),
    edgeNames: hybrid?.names ?? names,
    ties: quota.ties,
  };
}

function readQuota(table: Table, values: Values, ties: TieRule) {
  const by = optional(values, 'quota-by');
  const parts = by === undefined ? undefined : numberedNames(table.names(by));
  const names = parts?.names ?? [''];
  const each = by === undefined ? '' : ` di setiap "${by}"`;
  const group = { group: parts?.number, groups: names.length, ties };
  const column = optional(values, 'count-column');
  if (column !== undefined) {
    if (parts === undefined)
      throw new CommandError(
        '--count-column memerlukan --quota-by: kolom kelompok yang mendapat jatah itu.',
        EXIT.usage,
      );
    const counts = table.numbers(column, { min: 0 });
    const size = new Float64Array(names.length).fill(Number.NaN);
    counts.forEach((value, row) => {
      const g = parts.number[row] as number;
      if (Number.isNaN(size[g])) size[g] = value;
      else if (size[g] !== value)
        throw new CommandError(
          `${table.where(row)}, kolom "${column}": jatah "${names[g]}" ${value}, padahal di baris lain ${size[g]}. Satu kelompok satu jatah.`,
          EXIT.badInput,
        );
    });
    const quota: Quota = { ...group, size, unit: 'weight' };
    return { quota, said: `jatah menurut kolom "${column}"${each}`, names };
  }
  const isShare = optional(values, 'quota') !== undefined;
  const amount = isShare
    ? numberOption(values, 'quota', 0, { min: 0, max: 1 })
    : numberOption(values, 'count', 0, { min: 0 });
  const size = new Float64Array(names.length).fill(amount);
  const quota: Quota = { ...group, size, unit: isShare ? 'share' : 'weight' };
  const said = isShare ? `kuota ${amount} dari bobot${each}` : `kuota ${amount} (bobot)${each}`;
  return { quota, said: `${said}, dari skor termiskin`, names };
}

function readHybrid(table: Table, values: Values) {
  const how = choice('--hybrid', optional(values, 'hybrid'), [
    'list',
    'verify',
    'blend',
    'union',
    'intersection',
  ]);
  if (how === undefined) {
    for (const option of ['community', 'community-rank', 'list-factor', 'community-weight'])
      if (optional(values, option) !== undefined)
        throw new CommandError(`--${option} memerlukan --hybrid.`, EXIT.usage);
    return undefined;
  }
  const community = needed(values, 'community', 'kolom komunitas, mis. desa');
  const rankColumn = needed(values, 'community-rank', 'kolom peringkat komunitas, 1 termiskin');
  const { number, names } = numberedNames(table.names(community));
  const rank = table.numbers(rankColumn, { missing: 'allowed' });
  const unranked = rank.filter(Number.isNaN).length;
  const factor = numberOption(values, 'list-factor', 1.5, { min: 1 });
  const communityWeight = numberOption(values, 'community-weight', 0.5, { min: 0, max: 1 });
  const hybrid: Hybrid = {
    how,
    community: number,
    communities: names.length,
    rank,
    factor,
    communityWeight,
  };
  const rule = HYBRID_SAID[how].replace('{f}', `${factor}`).replace('{c}', `${communityWeight}`);
  return {
    hybrid,
    names,
    said: `hibrida ${how} di ${names.length} "${community}" (banyaknya tempat menurut skor): ${rule}; ${unranked} tanpa peringkat di urutan akhir`,
  };
}
