import type { ReplyOf } from '#api/operation.ts';
import type { tablesApi } from '#api/tables.ts';
import { DropFile } from '#ui/DropFile.tsx';
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
        <DropFile
          label={say.t(props.busy ? 'tables.reading' : 'tables.choose')}
          help={say.t('tables.drop')}
          busy={props.busy}
          onFile={props.onFile}
        />
      </div>
    </Panel>
  );
}
