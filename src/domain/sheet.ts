import * as z from 'zod';
import { Answer } from './potential.ts';
import { ReadinessItem } from './recipe.ts';
import { KabCode, RegionCode } from './region.ts';

/**
 * The Lembar Kabupaten: everything one kabupaten is asked, and what the province thinks so far. The
 * same content stands on the screen, in the workbook that goes out by WhatsApp and on paper; an
 * issued sheet keeps it as it was.
 */
const Bilingual = z.object({ id: z.string(), en: z.string() });
const ReasonShape = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** What was answered last, where anything was. */
export const Said = Answer.pick({
  answer: true,
  note: true,
  saidBy: true,
  saidOn: true,
  via: true,
}).extend({ onBehalf: z.boolean() });
export type Said = z.infer<typeof Said>;

/** How a question is answered: ya/tidak/tidak tahu, a whole number, months, or words. */
export const answerForms = ['choice', 'number', 'months', 'text'] as const;
export const AnswerForm = z.enum(answerForms);
export type AnswerForm = z.infer<typeof AnswerForm>;

export const SheetQuestion = z.object({
  /** Number people see, the same on screen, in the workbook and on paper: K3, S12, B1. */
  number: z.string(),
  code: RegionCode,
  topic: Answer.shape.topic,
  subject: z.string(),
  form: AnswerForm,
  said: Said.nullable(),
});
export type SheetQuestion = z.infer<typeof SheetQuestion>;

export const sheetStances = ['fits', 'held', 'against', 'unheard'] as const;

/** One commodity or service, what is thought of it here, and the question. */
export const SheetCommodity = z.object({
  question: SheetQuestion,
  name: Bilingual,
  stance: z.enum(sheetStances),
  /** Trainings this would feed, as named in the recipes. */
  recipes: z.array(Bilingual),
  /** The evidence behind it, each with its source, year and grade. */
  because: z.array(ReasonShape),
  opensWith: z.array(ReasonShape),
});
export type SheetCommodity = z.infer<typeof SheetCommodity>;

/** What must be there before equipment is bought, for one recipe in one place. */
export const SheetReadiness = z.object({
  recipe: z.string(),
  name: Bilingual,
  place: RegionCode,
  placeName: z.string(),
  /** True where the latest plan has batches of it here. */
  planned: z.boolean(),
  kit: z.enum(['ready', 'conditional', 'absent']),
  items: z.array(z.object({ item: ReadinessItem, question: SheetQuestion })),
});
export type SheetReadiness = z.infer<typeof SheetReadiness>;

export const SheetContent = z.object({
  format: z.literal(1),
  kab: KabCode,
  /** With its kind: Kabupaten Kolaka Timur, Kota Kendari. */
  kabName: z.string(),
  year: z.int(),
  counts: z.object({ open: z.int(), held: z.int() }),
  commodities: z.array(SheetCommodity),
  services: z.array(SheetCommodity),
  /** Kecamatan of which nobody has said whether they have a shore; asked where the sea matters. */
  coast: z.array(z.object({ name: z.string(), question: SheetQuestion })),
  readiness: z.array(SheetReadiness),
  limits: z.array(z.object({ limit: z.string(), question: SheetQuestion })),
  /** Trainings that are held back here: why, and what would open them. */
  held: z.array(
    z.object({
      recipe: z.string(),
      name: Bilingual,
      because: z.array(ReasonShape),
      opensWith: z.array(ReasonShape),
    }),
  ),
  /** Own proposals made so far. */
  proposals: z.array(
    z.object({ code: RegionCode, placeName: z.string(), subject: z.string(), said: Said }),
  ),
  /** Choices of the lists in the workbook. */
  kecamatan: z.array(z.object({ code: RegionCode, name: z.string() })),
  recipes: z.array(z.object({ id: z.string(), name: Bilingual, items: z.array(ReadinessItem) })),
  tradeNames: z.array(z.object({ code: z.string(), name: Bilingual })),
});
export type SheetContent = z.infer<typeof SheetContent>;

/** What the kabupaten itself knows best about when and how much; kept as answers of topic `limit`. */
export const sheetLimits = [
  { limit: 'months', form: 'months' },
  { limit: 'max-batches', form: 'number' },
  { limit: 'trainers', form: 'number' },
  { limit: 'other', form: 'text' },
] as const satisfies readonly { limit: string; form: AnswerForm }[];

export const questionKey = (q: Pick<SheetQuestion, 'topic' | 'code' | 'subject'>): string =>
  `${q.topic}|${q.code}|${q.subject}`;

export function questionsOf(content: SheetContent): SheetQuestion[] {
  return [
    ...content.commodities.map((c) => c.question),
    ...content.services.map((c) => c.question),
    ...content.coast.map((c) => c.question),
    ...content.readiness.flatMap((r) => r.items.map((i) => i.question)),
    ...content.limits.map((l) => l.question),
  ];
}

/** What is asked, without what was said: sheets with the same text need no new version. */
export function askedText(content: SheetContent): string {
  return JSON.stringify({ ...content, proposals: [] }, (key, value: unknown) =>
    key === 'said' ? undefined : value,
  );
}

const JOIN = ' — ';

/**
 * A limit is kept in the note of its answer: the value, then what was added in words.
 * `6 — hanya sesudah panen`.
 */
export const limitNote = (value: string, remark: string | null): string =>
  remark === null || remark === '' ? value : `${value}${JOIN}${remark}`;

export function splitLimitNote(note: string | null): { value: string; remark: string | null } {
  const [value = '', ...rest] = (note ?? '').split(JOIN);
  return { value, remark: rest.length > 0 ? rest.join(JOIN) : null };
}
