import { useSay } from '#ui/language.tsx';
import { PageHead } from '../Shell.tsx';

export function HomePage() {
  const say = useSay();
  return <PageHead title={say.t('nav.home')} lead={say.t('app.tagline')} />;
}
