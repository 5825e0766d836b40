import { useState } from 'react';
import type { ReplyOf } from '#api/operation.ts';
import type { tablesApi } from '#api/tables.ts';
import { useSay } from '#ui/language.tsx';
import { Field, Panel } from '#ui/parts.tsx';

export function FileStep(props: {
  kinds: ReplyOf<typeof tablesApi.listTableKinds>;
  kind: string;
  onKind: (kind: string) => void;
  busy: boolean;
  onFile: (file: File) => void;
}) {
  const say = useSay();
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const file = list?.[0];
    if (file) props.onFile(file);
  };
  const fields = props.kinds.find((k) => k.kind === props.kind)?.fields ?? [];
  const named = (required: boolean) =>
    fields
      .filter((f) => f.required === required)
      .map((f) => say.word(`column.${f.name}`))
      .join(', ');
  return (
    <Panel title={say.t('facts.tab.import')}>
      <div className="stack">
        <p className="soft">{say.t('tables.fileLead')}</p>
        <div className="facts-form">
          <Field label={say.t('tables.kind')}>
            {(p) => (
              <select
                className="select"
                {...p}
                value={props.kind}
                onChange={(e) => props.onKind(e.target.value)}
              >
                {props.kinds.map(({ kind }) => (
                  <option key={kind} value={kind}>
                    {say.word(`kind-of-table.${kind}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        {fields.length > 0 && (
          <p className="small soft">
            {say.t('tables.looksFor', { required: named(true), optional: named(false) })}
          </p>
        )}
        <label
          className={over ? 'facts-drop facts-drop-over' : 'facts-drop'}
          onDragOver={(e) => {
            e.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(e) => {
            e.preventDefault();
            setOver(false);
            take(e.dataTransfer.files);
          }}
        >
          <strong>{say.t(props.busy ? 'tables.reading' : 'tables.choose')}</strong>
          <span className="soft">{say.t('tables.drop')}</span>
          <input
            type="file"
            className="visually-hidden"
            accept=".csv,.xlsx,.txt,text/csv"
            disabled={props.busy}
            onChange={(e) => {
              take(e.target.files);
              e.target.value = '';
            }}
          />
        </label>
      </div>
    </Panel>
  );
}
