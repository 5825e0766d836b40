import { registryApi } from '#api/registry.ts';
import type { ImportDetail } from '#api/registry-import.ts';
import { useSay } from '#ui/language.tsx';
import { Button, LinkButton } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';
import { UploadError } from './ImportPage.tsx';

export function ApplyPanel({
  detail,
  onStarted,
  onAgain,
}: {
  detail: ImportDetail;
  onStarted: (jobId: string) => void;
  onAgain: () => void;
}) {
  const say = useSay();
  const apply = useChange(registryApi.applyImport);
  return (
    <div className="stack-s">
      {apply.error && <UploadError error={apply.error} />}
      <div className="row import-apply">
        <Button
          look="primary"
          disabled={apply.isPending || (detail.families ?? 0) === 0}
          onClick={() => apply.mutate({ no: detail.no }, { onSuccess: (r) => onStarted(r.jobId) })}
        >
          {say.t('import.apply', { families: detail.families ?? 0 })}
        </Button>
        <Button onClick={onAgain}>{say.t('import.again')}</Button>
        <LinkButton look="quiet" to="/impor">
          {say.t('import.back')}
        </LinkButton>
      </div>
    </div>
  );
}
