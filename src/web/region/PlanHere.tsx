import { useSay } from '#ui/language.tsx';
import { Empty } from '#ui/parts.tsx';

/** Lines of the latest plan in this place. */
export function PlanHere({ code }: { code: string }) {
  const say = useSay();
  void code;
  return <Empty title={say.t('regionPage.planNone')} />;
}
