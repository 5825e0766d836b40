import { useRef, useState } from 'react';
import { regionsApi } from '#api/regions.ts';
import { call } from '#ui/call.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field, Panel } from '#ui/parts.tsx';

/** Whose boundaries, of which year, with which codes: said before the file is looked at. */
export function BoundaryUpload({ onJob }: { onJob: (id: string) => void }) {
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [source, setSource] = useState('');
  const [year, setYear] = useState('');
  const [property, setProperty] = useState('');
  const [declared, setDeclared] = useState(false);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (file === undefined) return;
    setBusy(true);
    setError(undefined);
    try {
      const { jobId } = await call(
        regionsApi.uploadBoundaries,
        {
          filename: file.name,
          scheme: 'kemendagri',
          source,
          year,
          ...(property.trim() ? { codeProperty: property.trim() } : {}),
        },
        { file },
      );
      onJob(jobId);
      setFile(undefined);
      if (input.current) input.current.value = '';
    } catch (why) {
      setError(why);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={say.t('boundary.upload')}>
      <form
        className="stack boundary-form"
        onSubmit={(e) => {
          e.preventDefault();
          void send();
        }}
      >
        {error !== undefined && <ErrorNotice error={error} />}
        <div className="boundary-fields">
          <Field label={say.t('boundary.file')} help={say.t('boundary.fileHelp')}>
            {(p) => (
              <input
                {...p}
                ref={input}
                className="input"
                type="file"
                required
                accept=".geojson,.json,application/geo+json"
                onChange={(e) => setFile(e.target.files?.[0])}
              />
            )}
          </Field>
          <Field label={say.t('boundary.source')} help={say.t('boundary.sourceHelp')}>
            {(p) => (
              <input
                {...p}
                className="input"
                required
                minLength={3}
                maxLength={300}
                value={source}
                onChange={(e) => setSource(e.target.value)}
              />
            )}
          </Field>
          <Field label={say.t('boundary.year')}>
            {(p) => (
              <input
                {...p}
                className="input"
                required
                inputMode="numeric"
                pattern="(19|20)\d\d"
                value={year}
                onChange={(e) => setYear(e.target.value)}
              />
            )}
          </Field>
          <Field label={say.t('boundary.property')} help={say.t('boundary.propertyHelp')} optional>
            {(p) => (
              <input
                {...p}
                className="input"
                maxLength={80}
                value={property}
                onChange={(e) => setProperty(e.target.value)}
              />
            )}
          </Field>
        </div>
        <label className="row boundary-declare">
          <input
            type="checkbox"
            required
            checked={declared}
            onChange={(e) => setDeclared(e.target.checked)}
          />
          <span className="grow">
            {say.t('boundary.scheme')}
            <span className="field-help"> {say.t('boundary.schemeHelp')}</span>
          </span>
        </label>
        <div>
          <Button type="submit" look="primary" disabled={busy}>
            {say.t('boundary.check')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
