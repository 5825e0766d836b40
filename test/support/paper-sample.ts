import { blankInputs } from '#domain/limit.ts';
import type { PlanAbsent, PlanLine, PlanSplit, PlanTask, VariantTotals } from '#domain/plan.ts';
import type { RabLine } from '#domain/rab.ts';
import type { PlanPaper } from '#server/documents/plan-paper.ts';

interface Size {
  lines: number;
  absent: number;
  /** Appended to every name and note, to see what a page does with it. */
  long?: string;
  overrides?: number;
}

const KABS = Array.from({ length: 17 }, (_, i) => ({
  code: i < 15 ? `74.${String(i + 1).padStart(2, '0')}` : `74.${56 + i}`,
  name: `Kabupaten Contoh ${i + 1}`,
}));

const rab = (participants: number, withKit: boolean): RabLine[] => {
  const line = (
    part: RabLine['part'],
    use: RabLine['use'],
    item: string,
    quantity: number,
    unitRupiah: number,
    official: boolean,
  ): RabLine => ({
    part,
    use,
    item,
    quantity,
    unit: 'unit',
    unitRupiah,
    rupiah: quantity * unitRupiah,
    official,
    synthetic: false,
    source: official ? 'SSH 2027' : 'Survei pasar',
    year: 2027,
  });
  return [
    line('narasumber', 'training', 'narasumber-jp', 60, 900_000, true),
    line('konsumsi', 'training', 'konsumsi', 5 * participants, 55_000, false),
    ...(withKit ? [line('alat', 'kit', 'kit:wajan', 5, 1_250_000, false)] : []),
  ];
};

/** A plan that was never solved, of any size, whose sums hold: for papers and workbooks. */
export function samplePaper({ lines: count, absent, long = '', overrides = 0 }: Size): PlanPaper {
  const lines: PlanLine[] = Array.from({ length: count }, (_, i) => {
    const kab = KABS[i % 15]?.code ?? '74.01';
    const place = `${kab}.${String(Math.floor(i / 15) + 1).padStart(2, '0')}`;
    const withKit = i % 3 !== 0;
    const sizes = i % 2 === 0 ? [20] : [20, 19];
    const rabs = sizes.map((participants) => ({
      batches: 1,
      participants,
      lines: rab(participants, withKit),
    }));
    const sum = (keep: (l: RabLine) => boolean) =>
      rabs.flatMap((r) => r.lines).reduce((t, l) => t + (keep(l) ? l.rupiah : 0), 0);
    const participants = sizes.reduce((a, b) => a + b, 0);
    return {
      id: `${place}:resep-${i}:${withKit ? 'kit' : 'training'}`,
      kab,
      place,
      recipe: `resep-${i}`,
      recipeVersion: 1,
      recipeName: { id: `Minyak kelapa ${i}${long}`, en: `Coconut oil ${i}` },
      tier: withKit ? 'kit' : 'training',
      kit: withKit ? (i % 2 ? 'conditional' : 'ready') : 'absent',
      batches: sizes.length,
      participants,
      women: 8,
      disabled: 1,
      villages: 2,
      byDesil: [participants - 5, 5],
      trainingRupiah: sum((l) => l.use === 'training'),
      kitRupiah: sum((l) => l.use === 'kit'),
      unofficialRupiah: sum((l) => !l.official),
      syntheticRupiah: 0,
      money: [{ source: 'apbd', use: 'training', rupiah: sum((l) => l.use === 'training') }],
      flags: i % 4 === 0 ? ['own-statement'] : [],
      grade: 'B',
      island: false,
      synthetic: true,
      because: {
        need: [],
        potential:
          i < overrides
            ? [
                {
                  code: 'gate-override',
                  params: {
                    officer: `Ir. Suharto ${i}`,
                    date: '2026-11-01',
                    why: `Perajin ada${long}`,
                  },
                },
              ]
            : [],
        readiness: [],
        cost: [],
        margin: [],
      },
      warnings: [],
      worth: 1,
      rate: 1,
      rab: rabs,
    };
  });
  const total = (of: (l: PlanLine) => number) => lines.reduce((t, l) => t + of(l), 0);
  const cost = total((l) => l.trainingRupiah + l.kitRupiah);
  const split = (kab: string, variant: PlanSplit['variant']): PlanSplit => {
    const here = variant === 'plan' ? lines.filter((l) => l.kab === kab) : [];
    const equal = variant === 'plan' ? 0 : 1;
    return {
      kab,
      variant,
      batches: here.reduce((t, l) => t + l.batches, 0) + equal,
      participants: here.reduce((t, l) => t + l.participants, 0) + equal * 20,
      women: null,
      disabled: null,
      villages: 1,
      kitReady: 0,
      kitConditional: 0,
      withoutKit: equal,
      costRupiah: here.reduce((t, l) => t + l.trainingRupiah + l.kitRupiah, 0),
      shareRupiah: null,
    };
  };
  const totals = (variant: PlanSplit['variant']): VariantTotals => ({
    variant,
    batches: total((l) => l.batches),
    participants: total((l) => l.participants),
    women: total((l) => l.women ?? 0),
    disabled: total((l) => l.disabled ?? 0),
    villages: 40,
    kitReady: 3,
    kitConditional: 4,
    withoutKit: 5,
    costRupiah: cost,
    kabs: new Set(lines.map((l) => l.kab)).size,
    moneyRupiah: cost + 50_000_000,
    leftRupiah: 50_000_000,
    trainingRupiah: total((l) => l.trainingRupiah),
    kitRupiah: total((l) => l.kitRupiah),
    unofficialRupiah: total((l) => l.unofficialRupiah),
    syntheticRupiah: 0,
    worth: 1,
    bound: 1.004,
    gapPercent: 0.4,
    stoppedBy: 'gap',
    notes: [],
  });
  return {
    id: '00000000-0000-4000-8000-000000000000',
    scenario: `Skenario A${long}`,
    number: 3,
    year: 2027,
    solvedAt: '2026-11-24T05:30:00.000Z',
    solvedBy: 'Nur Aisyah',
    inputs: {
      ...blankInputs(2027),
      sources: [
        {
          id: 'apbd',
          name: `APBD Provinsi${long}`,
          kind: 'apbd-provinsi',
          amountRupiah: cost + 50_000_000,
          use: 'any',
          kabs: [],
          year: 2027,
          synthetic: false,
        },
      ],
    },
    content: {
      summary: {
        status: count === 0 ? 'nothing' : 'solved',
        objective: [],
        notes: [],
        conflict: [],
        variants: [totals('plan'), totals('equal'), totals('proportional')],
        limitPrices: [],
        overrides,
        size: { places: 221, villages: 2285, candidates: 900, heldBack: 400 },
      },
      lines,
      villages: lines.map((l) => ({
        kab: l.kab,
        line: l.id,
        code: `${l.place}.2001`,
        participants: l.participants,
        byDesil: l.byDesil,
      })),
      absent: Array.from({ length: absent }, (_, i): PlanAbsent => {
        const kab = KABS[i % 17]?.code ?? '74.01';
        return {
          kab,
          code: `${kab}.${String(i + 1).padStart(2, '0')}`,
          level: 'kec',
          served: false,
          families: 100 + i,
          because: [
            { code: 'gate-nothing', params: { commodity: `kelapa${long}`, place: 'sini' } },
          ],
          opensWith: [],
          options: [
            {
              recipe: 'kopi-bubuk',
              recipeName: { id: 'Kopi bubuk', en: 'Coffee' },
              why: 'blocked',
              because: [],
              opensWith: [],
              rate: null,
            },
          ],
        };
      }),
      tasks: lines
        .filter((l) => l.kit === 'conditional')
        .map(
          (l): PlanTask => ({
            kab: l.kab,
            id: `${l.id}:task:0`,
            line: l.id,
            place: l.place,
            recipe: l.recipe,
            recipeName: l.recipeName,
            kind: 'task',
            what: { code: 'task-water', params: { recipe: 'x', place: 'y', kab: 'z' } },
            costRupiah: null,
            costOfficial: false,
            reservedRupiah: l.kitRupiah,
            idleNearby: [],
          }),
        ),
      splits: KABS.flatMap((k) => [
        split(k.code, 'plan'),
        split(k.code, 'equal'),
        split(k.code, 'proportional'),
      ]),
    },
    priceList: `SSH 2027${long}`,
    kabs: KABS,
    registers: [{ name: `P3KE${long}`, asOf: '2025-01-31', kabs: 17 }],
    changes: [],
    nameOf: (code) => `${KABS.find((k) => k.code === code)?.name ?? `Kec. ${code}`}${long}`,
    itemName: (code) => code,
    only: undefined,
  };
}
