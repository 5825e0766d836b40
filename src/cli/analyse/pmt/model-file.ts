import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { PmtModel } from '#engine/targeting/fit-pmt.ts';
import { CommandError, EXIT } from '../../command.ts';
import { fileHere, fromHere } from '../../here.ts';

const FORMAT = 'titik-temu-pmt-1';

const numbers = z.array(z.number());
const question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), column: z.string(), fill: z.number().optional() }),
  z.object({ kind: z.literal('category'), column: z.string(), levels: z.array(z.string()).min(2) }),
  z.object({ kind: z.literal('missing'), column: z.string() }),
]);
const ensemble = z.object({
  binnings: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('edges'), edges: numbers }),
      z.object({ kind: z.literal('levels'), place: numbers }),
    ]),
  ),
  trees: z.array(z.object({ column: numbers, bin: numbers, left: numbers, value: numbers })),
});
const modelFile = z.object({
  format: z.literal(FORMAT),
  value: z.string(),
  isLog: z.boolean(),
  smearing: z.object({ linear: z.number(), boosted: z.number() }),
  questions: z.array(question).min(1),
  coefficient: numbers,
  ensemble: ensemble.optional(),
});

export interface SavedModel {
  readonly model: PmtModel;
  /** The column that was modelled. */
  readonly value: string;
}

export function saveModel(given: string, { model, value }: SavedModel): void {
  writeFileSync(fromHere(given), `${JSON.stringify({ format: FORMAT, value, ...model })}\n`);
}

export function readModel(given: string): SavedModel {
  const path = fileHere(given);
  const refuse = (why: string) =>
    new CommandError(`${path} bukan model dari pmt --save: ${why}.`, EXIT.badInput);
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw refuse('bukan JSON yang utuh');
  }
  const read = modelFile.safeParse(parsed);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw refuse(`${issue?.path.join('.') || 'isi'} tidak sesuai`);
  }
  const { format: _, value, ensemble: trees, questions, ...rest } = read.data;
  const asked = questions.map((q) =>
    q.kind === 'number'
      ? { kind: q.kind, column: q.column, ...(q.fill !== undefined && { fill: q.fill }) }
      : q,
  );
  return { value, model: { ...rest, questions: asked, ensemble: trees } };
}
