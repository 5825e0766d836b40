import { type FormEvent, useState } from 'react';
import { registryApi } from '#api/registry.ts';
import { type ImportDetail, sourceKinds } from '#api/registry-import.ts';
import { type ImportLayout, importKinds, missingFields } from '#domain/import-layout.ts';
import { DropFile } from '#ui/DropFile.tsx';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field, Notice, Panel } from '#ui/parts.tsx';
import { useInstallation } from '#ui/session.tsx';
import { useChange } from '#ui/use-operation.ts';
import { FileColumns } from './FileColumns.tsx';
import { UploadError, useUpload } from './ImportPage.tsx';

/** What the columns mean, and the receipt: where the data come from, of which day, on what basis. */
export function DescribeForm({
  detail,
  onStarted,
  onChanged,
}: {
  detail: ImportDetail;
  onStarted: (jobId: string) => void;
  onChanged: () => void;
}) {
  const say = useSay();
  const { demo } = useInstallation();
  const [kind, setKind] = useState(detail.kind);
  const [scheme, setScheme] = useState(detail.scheme);
  const [changed, setChanged] = useState<Record<number, ImportLayout>>({});
  const check = useChange(registryApi.checkImport);
  const upload = useUpload(onChanged, detail.no);
  const layouts = detail.files.map(({ part, layout }) => ({
    part,
    layout: changed[part] ?? layout,
  }));
  const missing = layouts.flatMap(({ part, layout }) =>
    missingFields({ ...layout, kind: part > 1 ? 'person' : kind }, part > 1),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    check.mutate(
      {
        no: detail.no,
        kind,
        sourceKind: text('sourceKind') as (typeof sourceKinds)[number],
        sourceName: text('sourceName'),
        cutOff: text('cutOff'),
        legalBasis: text('legalBasis') || null,
        expiresOn: text('expiresOn') || null,
        mode: kind === 'recap' ? 'full' : (text('mode') as 'full' | 'addition'),
        scheme,
        synthetic: form.get('synthetic') === 'on',
        layouts,
      },
      { onSuccess: (r) => onStarted(r.jobId) },
    );
  };
  return (
    <form className="stack" onSubmit={submit}>
      {layouts.map(({ part, layout }) => {
        const file = detail.files.find((f) => f.part === part);
        return (
          <FileColumns
            key={`${part}-${file?.name}`}
            no={detail.no}
            part={part}
            file={{ name: file?.name ?? '', bytes: file?.bytes ?? 0 }}
            layout={layout}
            kind={part > 1 ? 'person' : kind}
            onChange={(next) => setChanged({ ...changed, [part]: next })}
            onGuess={(next) => {
              setChanged({ ...changed, [part]: next });
              if (part === 1) setKind(next.kind);
              if (part === 1 && next.scheme !== null) setScheme(next.scheme);
            }}
          />
        );
      })}
      {kind === 'family' && detail.files.length === 1 && (
        <Panel title={say.t('import.addMembers')}>
          <div className="stack-s">
            <p className="small soft">{say.t('import.addMembersHelp')}</p>
            {upload.error !== undefined && <UploadError error={upload.error} />}
            <DropFile
              label={say.t(upload.busy ? 'import.uploading' : 'import.choose')}
              help={say.t('form.optional')}
              busy={upload.busy}
              onFile={upload.send}
            />
          </div>
        </Panel>
      )}
      <Panel title={say.t('import.receipt')}>
        <div className="import-form">
          <Field label={say.t('import.kind')}>
            {(p) => (
              <select
                className="select"
                {...p}
                value={kind}
                disabled={detail.files.length > 1}
                onChange={(e) => setKind(e.target.value as typeof kind)}
              >
                {importKinds.map((k) => (
                  <option key={k} value={k}>
                    {say.t(`import.kind.${k}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={say.t('import.sourceKind')}>
            {(p) => (
              <select className="select" name="sourceKind" {...p} defaultValue={detail.sourceKind}>
                {sourceKinds.map((k) => (
                  <option key={k} value={k}>
                    {say.t(`import.sourceKind.${k}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={say.t('import.sourceName')} help={say.t('import.sourceNameHelp')}>
            {(p) => (
              <input
                className="input"
                name="sourceName"
                {...p}
                required
                minLength={2}
                maxLength={160}
                defaultValue={detail.sourceName}
              />
            )}
          </Field>
          <Field label={say.t('import.cutOff')} help={say.t('import.cutOffHelp')}>
            {(p) => (
              <input
                className="input"
                type="date"
                name="cutOff"
                {...p}
                required
                defaultValue={detail.cutOff ?? ''}
              />
            )}
          </Field>
          <Field label={say.t('import.legalBasis')} optional>
            {(p) => (
              <input
                className="input"
                name="legalBasis"
                {...p}
                maxLength={300}
                defaultValue={detail.legalBasis ?? ''}
              />
            )}
          </Field>
          <Field label={say.t('import.expiresOn')} optional>
            {(p) => (
              <input
                className="input"
                type="date"
                name="expiresOn"
                {...p}
                defaultValue={detail.expiresOn ?? ''}
              />
            )}
          </Field>
          {kind !== 'recap' && (
            <Field label={say.t('import.mode')}>
              {(p) => (
                <select className="select" name="mode" {...p} defaultValue={detail.mode}>
                  {(['full', 'addition'] as const).map((m) => (
                    <option key={m} value={m}>
                      {say.t(`import.mode.${m}`)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          <Field label={say.t('import.scheme')} help={say.t('import.schemeHelp')}>
            {(p) => (
              <select
                className="select"
                {...p}
                value={scheme ?? 'none'}
                onChange={(e) =>
                  setScheme(
                    e.target.value === 'none' ? null : (e.target.value as 'kemendagri' | 'bps'),
                  )
                }
              >
                {(['none', 'kemendagri', 'bps'] as const).map((s) => (
                  <option key={s} value={s}>
                    {say.t(`import.scheme.${s}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        {kind === 'recap' && demo && (
          <label className="import-check">
            <input type="checkbox" name="synthetic" defaultChecked={detail.synthetic} />
            <span>{say.t('import.synthetic')}</span>
          </label>
        )}
      </Panel>
      {missing.length > 0 && (
        <Notice
          tone="warn"
          title={say.t('import.missing', {
            list: missing.map((f) => say.word(`importField.${f}`)).join(', '),
          })}
        />
      )}
      {check.error && <ErrorNotice error={check.error} />}
      <div>
        <Button type="submit" look="primary" disabled={check.isPending || missing.length > 0}>
          {say.t('import.check')}
        </Button>
      </div>
    </form>
  );
}
