import { useState } from 'react';
import { useLocation } from 'wouter';
import { regionsApi } from '#api/regions.ts';
import { registryApi } from '#api/registry.ts';
import type { ImportEntry } from '#api/registry-import.ts';
import { CallError, call, save } from '#ui/call.ts';
import { DropFile } from '#ui/DropFile.tsx';
import { useSay } from '#ui/language.tsx';
import {
  Button,
  ErrorNotice,
  LinkButton,
  Loaded,
  Notice,
  Panel,
  Tag,
  type Tone,
} from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';
import { PageHead } from '../Shell.tsx';
import './import.css';

const TONES: Record<ImportEntry['state'], Tone> = {
  new: 'plain',
  checked: 'warn',
  applied: 'good',
  undone: 'plain',
  cancelled: 'plain',
};

/** What has come in so far, and the door for the next file. */
export function ImportPage() {
  const say = useSay();
  const imports = useOperation(registryApi.listImports, {});
  const [, navigate] = useLocation();
  return (
    <>
      <PageHead title={say.t('import.title')} lead={say.t('import.lead')} />
      <div className="stack">
        <NewImport onAdded={(no) => navigate(`/impor/${no}`)} />
        <Loaded query={imports}>
          {(rows) =>
            rows.length === 0 ? (
              <p className="soft">{say.t('import.emptyList')}</p>
            ) : (
              <ImportTable rows={rows} />
            )
          }
        </Loaded>
      </div>
    </>
  );
}

function NewImport({ onAdded }: { onAdded: (no: number) => void }) {
  const say = useSay();
  const upload = useUpload(onAdded);
  return (
    <Panel title={say.t('import.new')}>
      <div className="stack">
        <div className="import-ways">
          {(['person', 'recap'] as const).map((kind) => (
            <div key={kind} className="import-way">
              <strong>{say.t(kind === 'recap' ? 'import.wayRecap' : 'import.wayList')}</strong>
              <span className="small soft">
                {say.t(kind === 'recap' ? 'import.wayRecapHelp' : 'import.wayListHelp')}
              </span>
              <span>
                <Button
                  look="quiet"
                  small
                  aria-label={`${say.t('import.template')}: ${say.t(kind === 'recap' ? 'import.wayRecap' : 'import.wayList')}`}
                  onClick={() => void save(registryApi.importTemplate, { kind })}
                >
                  {say.t('import.template')}
                </Button>
              </span>
            </div>
          ))}
        </div>
        {upload.error !== undefined && <UploadError error={upload.error} />}
        <DropFile
          label={say.t(upload.busy ? 'import.uploading' : 'import.choose')}
          help={say.t('import.chooseHelp')}
          busy={upload.busy}
          onFile={(file) => upload.send(file)}
        />
      </div>
    </Panel>
  );
}

/** Sends a file; `addTo` makes it the members of an import that waits with its families. */
export function useUpload(onAdded: (no: number) => void, addTo?: number) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = (file: File) => {
    setBusy(true);
    setError(undefined);
    call(
      registryApi.addImport,
      { filename: file.name, ...(addTo === undefined ? {} : { addTo }) },
      { file },
    )
      .then((r) => onAdded(r.no))
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { busy, error, send };
}

/** A file that is no table says what it is and what to do; the same file again says where it is. */
export function UploadError({ error }: { error: unknown }) {
  const say = useSay();
  if (error instanceof CallError && error.code === 'file-not-readable') {
    const why = String(error.details['why'] ?? '');
    return <Notice tone="bad" title={say.word(`why.${why}`)} />;
  }
  if (error instanceof CallError && error.code === 'file-already-imported') {
    const no = Number(error.details['no']);
    return (
      <Notice tone="warn" title={say.t('import.samePrevious', { no })}>
        <div>
          <LinkButton small to={`/impor/${no}`}>
            {say.t('import.no', { no })}
          </LinkButton>
        </div>
      </Notice>
    );
  }
  return <ErrorNotice error={error} />;
}

function ImportTable({ rows }: { rows: readonly ImportEntry[] }) {
  const say = useSay();
  const [, navigate] = useLocation();
  const regions = useOperation(regionsApi.listRegions, {}, { staleMs: 600_000 });
  const name = (i: ImportEntry) => i.sourceName || say.t(`import.kind.${i.kind}`);
  const where = (i: ImportEntry) => {
    const [only] = i.areas;
    if (i.areas.length > 1) return say.t('import.areas', { n: i.areas.length });
    return only === undefined ? null : (regions.data?.find((r) => r.code === only)?.name ?? only);
  };
  return (
    <Table
      caption={say.t('import.list')}
      rows={rows}
      rowKey={(i) => String(i.no)}
      onSelect={(i) => navigate(`/impor/${i.no}`)}
      onExport={saveTable}
      columns={[
        {
          key: 'no',
          header: say.t('import.col.no'),
          value: (i) => i.no,
          render: (i) => say.t('import.no', { no: i.no }),
          names: true,
        },
        {
          key: 'source',
          header: say.t('import.col.file'),
          value: name,
          render: (i) => (
            <span className="import-name">
              {name(i)}
              {i.synthetic && <Tag tone="demo">{say.t('app.demo')}</Tag>}
            </span>
          ),
        },
        { key: 'where', header: say.t('import.kab'), value: where },
        {
          key: 'state',
          header: say.t('import.col.state'),
          value: (i) => say.t(`import.state.${i.state}`),
          render: (i) => <Tag tone={TONES[i.state]}>{say.t(`import.state.${i.state}`)}</Tag>,
        },
        {
          key: 'cutOff',
          header: say.t('import.col.cutOff'),
          value: (i) => i.cutOff,
          render: (i) => (i.cutOff === null ? '–' : say.date(i.cutOff)),
        },
        {
          key: 'families',
          header: say.t('import.col.families'),
          number: true,
          value: (i) => i.families,
        },
        {
          key: 'refused',
          header: say.t('import.col.refused'),
          number: true,
          value: (i) => i.rowsRefused,
        },
        { key: 'who', header: say.t('import.col.who'), value: (i) => i.createdByName ?? '–' },
        {
          key: 'when',
          header: say.t('import.col.when'),
          value: (i) => i.createdAt,
          render: (i) => say.time(i.createdAt),
        },
      ]}
    />
  );
}
