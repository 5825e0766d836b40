import type { WaitingItem } from '#api/coordination.ts';
import { reason } from '#domain/reason.ts';
import { questionsOf, type SheetContent } from '#domain/sheet.ts';
import { openQuestions, waitingWhys } from '#domain/sheet-waiting.ts';
import type { Context } from '../context.ts';
import { loadContents } from './contents.ts';

/** What the person signed in should do next: the kabupaten answers, the province asks again, the head decides. */
export async function waitingFor(
  ctx: Context,
  year: number,
): Promise<{ count: number; items: WaitingItem[] }> {
  if (ctx.actor.role === 'officer') {
    const [content] = (await loadContents(ctx.db, year, ctx.actor.area)).contents;
    return content === undefined ? { count: 0, items: [] } : forOfficer(content);
  }
  if (ctx.actor.role === 'planner') return forPlanner((await loadContents(ctx.db, year)).contents);
  return { count: 0, items: [] };
}

/** One line per kind of question, with how many of it are open. */
function forOfficer(content: SheetContent): { count: number; items: WaitingItem[] } {
  const open = openQuestions(content);
  const items = waitingWhys.flatMap((why): WaitingItem[] => {
    const count = open.filter((o) => o.why === why).length;
    if (count === 0) return [];
    return [
      {
        why,
        kab: content.kab,
        kabName: content.kabName,
        title: reason(`waiting-${why}`, { count }),
        count,
        to: `/lembar?mengapa=${why}`,
      },
    ];
  });
  return { count: open.length, items };
}

function forPlanner(contents: readonly SheetContent[]): { count: number; items: WaitingItem[] } {
  const silent = contents.filter((c) => questionsOf(c).every((question) => question.said === null));
  const unconfirmed = contents.flatMap((c) => {
    const count = openQuestions(c).filter((o) => o.why === 'own-statement').length;
    return count > 0 ? [{ content: c, count }] : [];
  });
  const conditional = contents.flatMap((c) => {
    const count = c.readiness.filter((r) => r.planned && r.kit === 'conditional').length;
    return count > 0 ? [{ content: c, count }] : [];
  });
  const items: WaitingItem[] = [
    ...(silent.length > 0
      ? [
          {
            why: 'kab-silent' as const,
            kab: null,
            kabName: null,
            title: reason('waiting-kab-silent', { count: silent.length, total: contents.length }),
            count: silent.length,
            to: '/lembar',
          },
        ]
      : []),
    ...conditional.map(({ content, count }) => ({
      why: 'kit-conditional' as const,
      kab: content.kab,
      kabName: content.kabName,
      title: reason('waiting-kit-conditional', { count, kab: content.kabName }),
      count,
      to: `/lembar?kab=${content.kab}&mengapa=planned-kit`,
    })),
    ...unconfirmed.map(({ content, count }) => ({
      why: 'own-unconfirmed' as const,
      kab: content.kab,
      kabName: content.kabName,
      title: reason('waiting-own-unconfirmed', { count, kab: content.kabName }),
      count,
      to: `/lembar?kab=${content.kab}&mengapa=own-statement`,
    })),
  ];
  return { count: items.length, items };
}
