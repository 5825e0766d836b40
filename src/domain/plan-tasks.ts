import type { PlanTask } from './plan.ts';
import type { Draft, DraftLine } from './plan-draft.ts';
import { wire } from './plan-lines.ts';
import type { PastAid } from './potential.ts';
import { isOfficial, type Prices, prerequisiteItem } from './price.ts';
import { type Reason, reason } from './reason.ts';

/**
 * What must happen beside the plan: answers that kit money waits for, and things that must be built
 * first where training stands alone. Built things are costed where the price list knows them and
 * stay outside the plan's money: they belong to others.
 */
export function tasksOf(draft: Draft, prices: Prices): PlanTask[] {
  return draft.lines.flatMap((line) => {
    const { candidate: c } = line;
    if (c.tier === 'kit' && c.kit === 'conditional')
      return c.readiness.tasks.map((what, i) => taskOf(line, 'task', i, what));
    if (c.kit !== 'absent') return [];
    const missing = c.readiness.items.filter((i) => i.answer === 'no');
    return c.readiness.prerequisites.map((what, i) => {
      const item = missing[i]?.item;
      const price =
        item === undefined ? undefined : prices.find(prerequisiteItem(item), c.place.code);
      return {
        ...taskOf(line, 'prerequisite', i, what),
        costRupiah: price?.rupiah ?? null,
        costOfficial: price !== undefined && price.rupiah !== null && isOfficial(price),
      };
    });
  });
}

function taskOf(line: DraftLine, kind: PlanTask['kind'], i: number, what: Reason): PlanTask {
  const { candidate: c } = line;
  return {
    kab: c.place.kab,
    id: `${c.id}:${kind}:${i}`,
    line: c.id,
    place: c.place.code,
    recipe: c.recipe.id,
    recipeName: c.recipe.name,
    kind,
    what: wire([what])[0] ?? { code: what.code, params: {} },
    costRupiah: null,
    costOfficial: false,
    reservedRupiah: kind === 'task' ? line.kitRupiah : 0,
    idleNearby: wire(c.readiness.idleNearby.map(idleReason)),
  };
}

const idleReason = (aid: PastAid): Reason =>
  reason('plan-idle-nearby', {
    title: aid.title,
    year: aid.year === null ? '–' : String(aid.year),
    source: aid.source,
  });
