import type { PlanInputs } from '#domain/limit.ts';
import type { PlanContent, PlanLine, VariantTotals } from '#domain/plan.ts';
import type { Reason } from '#domain/reason.ts';
import { reasonText } from '#messages/reason.ts';
import { isMessageKey, translate } from '#messages/translate.ts';
import type { PlanDocument } from '../planning/queries.ts';

/** One solved plan as papers and workbooks print it. */
export interface PlanPaper {
  readonly id: string;
  readonly scenario: string;
  readonly number: number;
  readonly year: number;
  readonly solvedAt: string;
  readonly solvedBy: string;
  readonly inputs: PlanInputs;
  readonly content: PlanContent;
  /** Name of the price list; null where none was chosen. */
  readonly priceList: string | null;
  /** Kabupaten in the order they are printed. */
  readonly kabs: readonly { readonly code: string; readonly name: string }[];
  /** Registers in force when the paper is made: name, cut-off day, kabupaten they speak for. */
  readonly registers: readonly {
    readonly name: string;
    readonly asOf: string;
    readonly kabs: number;
  }[];
  /** What changed against the plan before it, such as an answer of a kabupaten. */
  readonly changes: readonly Reason[];
  nameOf(code: string): string;
  itemName(code: string): string;
  /** The kabupaten it was cut down to, for its own officer; undefined for the whole province. */
  readonly only: string | undefined;
}

/** A stored plan with its names looked up. Kabupaten are those the reader may see, by code. */
export function paperOf(document: PlanDocument, registers: PlanPaper['registers']): PlanPaper {
  const { names, items } = document;
  const nameOf = (code: string) => names.get(code) ?? code;
  return {
    id: document.id,
    scenario: document.scenario,
    number: document.number,
    year: document.year,
    solvedAt: document.solvedAt,
    solvedBy: document.solvedBy ?? word('audit.system'),
    inputs: document.inputs,
    content: document.content,
    priceList: document.priceList,
    kabs: [...names.keys()]
      .filter((code) => code.length === 5)
      .sort()
      .map((code) => ({ code, name: nameOf(code) })),
    registers,
    changes: document.changes,
    nameOf,
    itemName: (code) => items.get(code) ?? code,
    only: undefined,
  };
}

export const word = (key: string, params: Record<string, string | number> = {}): string =>
  isMessageKey(key) ? translate('id', key, params) : key;

export const sentences = (reasons: readonly Reason[]): string =>
  reasons.map((r) => reasonText('id', r)).join(' ');

export const totalsOfPlan = (
  content: PlanContent,
  variant: VariantTotals['variant'] = 'plan',
): VariantTotals | undefined => content.summary.variants.find((v) => v.variant === variant);

/** Everything of one kabupaten; the province's totals stay out, they are not its own. */
export function cutTo(paper: PlanPaper, kab: string): PlanPaper {
  const { content } = paper;
  const own = <T extends { kab: string }>(rows: readonly T[]) => rows.filter((r) => r.kab === kab);
  return {
    ...paper,
    only: kab,
    kabs: paper.kabs.filter((k) => k.code === kab),
    content: {
      summary: content.summary,
      lines: own(content.lines),
      villages: own(content.villages),
      absent: own(content.absent),
      tasks: own(content.tasks),
      splits: own(content.splits),
    },
  };
}

/** `kit` and whether it may be bought, in a word; training alone says why. */
export const kitText = (line: Pick<PlanLine, 'tier' | 'kit'>): string =>
  word(`plan-paper.kit.${line.tier === 'kit' ? line.kit : `training-${line.kit}`}`);

export const flagText = (flag: string): string => {
  const own = `plan-paper.flag.${flag}`;
  return word(isMessageKey(own) ? own : `gate.flag.${flag}`);
};

/** Kit money that is reserved behind a task. */
export const conditionalRupiah = (lines: readonly PlanLine[]): number =>
  lines
    .filter((l) => l.tier === 'kit' && l.kit === 'conditional')
    .reduce((sum, l) => sum + l.kitRupiah, 0);

export interface PrintedOverride {
  readonly line: PlanLine;
  readonly officer: string;
  readonly why: string;
}

/** Lines the gate held back and a named officer opened; they stand on every paper. */
export function overridesOf(lines: readonly PlanLine[]): PrintedOverride[] {
  return lines.flatMap((line) => {
    const found = line.because.potential.find((r) => r.code === 'gate-override');
    if (found === undefined) return [];
    return [
      {
        line,
        officer: String(found.params['officer'] ?? '–'),
        why: String(found.params['why'] ?? '–'),
      },
    ];
  });
}
