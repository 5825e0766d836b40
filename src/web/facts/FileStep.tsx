import { useState } from 'react';
import { useSay } from '#ui/language.tsx';
import { Field, Panel } from '#ui/parts.tsx';

export function FileStep(props: {
  kinds: readonly string[];
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
                {props.kinds.map((k) => (
                  <option key={k} value={k}>
                    {say.word(`kind-of-table.${k}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
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
