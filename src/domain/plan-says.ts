import type { PlanInputs } from './limit.ts';
import type { NameOf } from './plan-lines.ts';
import type { Answer } from './potential.ts';
import { type Reason, reason } from './reason.ts';
import { levelOf } from './region.ts';
import { splitLimitNote } from './sheet.ts';

/**
 * What the kabupaten said about its own limits. The most batches it can take hold as its limit unless
 * the planner set another; months, trainers and remarks are for people to read and stand in the notes.
 */
export function withKabSays(
  inputs: PlanInputs,
  answers: readonly Answer[],
  nameOf: NameOf,
): { inputs: PlanInputs; notes: Reason[] } {
  const kabLimits = [...inputs.kabLimits];
  const notes: Reason[] = [];
  const said = answers
    .filter((a) => a.topic === 'limit' && levelOf(a.code) === 'kab' && a.answer === 'text')
    .sort((a, b) => (a.code + a.subject < b.code + b.subject ? -1 : 1));
  for (const answer of said) {
    const { value, remark } = splitLimitNote(answer.note);
    const params = { kab: nameOf(answer.code), value: remark ? `${value} (${remark})` : value };
    const most = /^\d{1,4}$/.test(value.trim()) ? Number(value) : undefined;
    if (answer.subject !== 'max-batches' || most === undefined) {
      const known = ['max-batches', 'months', 'trainers'].includes(answer.subject);
      if (value !== '') notes.push(reason(`note-says-${known ? answer.subject : 'other'}`, params));
      continue;
    }
    const own = inputs.kabLimits.find((l) => l.kab === answer.code);
    if (own !== undefined && own.max !== null && own.max !== most) {
      notes.push(reason('note-says-max-overruled', { ...params, max: own.max }));
      continue;
    }
    const max = Math.min(most, inputs.maxPerKab ?? most);
    const limit = { kab: answer.code, min: own?.min ?? null, max };
    if (own === undefined) kabLimits.push(limit);
    else kabLimits[inputs.kabLimits.indexOf(own)] = limit;
    notes.push(reason('note-says-max', params));
  }
  return { inputs: { ...inputs, kabLimits }, notes };
}
