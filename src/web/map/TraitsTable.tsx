import { useState } from 'react';
import { type RegionSummary, regionsApi } from '#api/regions.ts';
import { covers, kabOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field, Loaded, Panel } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { type Column, Table } from '#ui/Table.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';

/** Which places have a shore, and which are reached by sea only: said by people, with a source. */
export function TraitsTable() {
  const say = useSay();
  const me = useMe();
  const regions = useOperation(regionsApi.listRegions, {}, { staleMs: 600_000 });
  const said = useOperation(regionsApi.listTraits, {});
  const [editing, setEditing] = useState<RegionSummary>();
  const mayChange = me.role === 'planner' || me.role === 'officer';
  const word = (v: boolean | null) =>
    say.t(v === null ? 'state.unknown' : v ? 'state.yes' : 'state.no');
  return (
    <Panel title={say.t('trait.title')}>
      <p className="soft small">{say.t('trait.lead')}</p>
      <Loaded query={regions}>
        {(all) => {
          const names = new Map(all.map((r) => [r.code, r.name]));
          const own = new Map((said.data ?? []).map((t) => [`${t.code} ${t.trait}`, t]));
          const sourceOf = (r: RegionSummary) => {
            const known = (['coast', 'island'] as const).filter((t) => r[t] !== null);
            const of = known.map(
              (t) => own.get(`${r.code} ${t}`)?.source ?? say.t('trait.fromKab'),
            );
            return [...new Set(of)].join('; ');
          };
          const rows = all.filter((r) => r.level !== 'province' && covers(me.area, r.code));
          const columns: Column<RegionSummary>[] = [
            { key: 'name', header: say.t('peta.place'), value: (r) => r.name, names: true },
            {
              key: 'kab',
              header: say.t('region.kab'),
              value: (r) => names.get(kabOf(r.code)) ?? '',
            },
            { key: 'code', header: say.t('boundary.code'), value: (r) => r.code },
            { key: 'coast', header: say.t('trait.coast'), value: (r) => word(r.coast) },
            { key: 'island', header: say.t('trait.island'), value: (r) => word(r.island) },
            { key: 'source', header: say.t('travel.source'), value: sourceOf },
          ];
          if (mayChange) {
            columns.push({
              key: 'do',
              header: say.t('action.change'),
              value: () => null,
              render: (r) => (
                <Button
                  small
                  look="quiet"
                  aria-label={`${say.t('trait.say')}: ${r.name}`}
                  onClick={() => setEditing(r)}
                >
                  {say.t('trait.say')}
                </Button>
              ),
            });
          }
          return (
            <Table
              caption={say.t('trait.table')}
              hideCaption
              filterable
              onExport={saveTable}
              rows={rows}
              rowKey={(r) => r.code}
              columns={columns}
              maxHeight="26rem"
            />
          );
        }}
      </Loaded>
      <Dialog
        title={editing?.name ?? ''}
        open={editing !== undefined}
        onClose={() => setEditing(undefined)}
      >
        {editing && <TraitForm region={editing} onDone={() => setEditing(undefined)} />}
      </Dialog>
    </Panel>
  );
}

function TraitForm({ region, onDone }: { region: RegionSummary; onDone: () => void }) {
  const say = useSay();
  const set = useChange(regionsApi.setTrait);
  const [trait, setTrait] = useState<'coast' | 'island'>('coast');
  const [value, setValue] = useState<'yes' | 'no' | 'unknown'>('yes');
  const [source, setSource] = useState('');
  const [year, setYear] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        set.mutate(
          {
            code: region.code,
            trait,
            value: value === 'unknown' ? null : value === 'yes',
            source,
            year: year === '' ? null : Number(year),
          },
          { onSuccess: onDone },
        );
      }}
    >
      {set.error && <ErrorNotice error={set.error} />}
      <Field label={say.t('trait.title')}>
        {(p) => (
          <select
            {...p}
            className="select"
            value={trait}
            onChange={(e) => setTrait(e.target.value as 'coast' | 'island')}
          >
            <option value="coast">{say.t('trait.coast')}</option>
            <option value="island">{say.t('trait.island')}</option>
          </select>
        )}
      </Field>
      <Field label={say.t('trait.answer')}>
        {(p) => (
          <select
            {...p}
            className="select"
            value={value}
            onChange={(e) => setValue(e.target.value as 'yes' | 'no' | 'unknown')}
          >
            <option value="yes">{say.t('state.yes')}</option>
            <option value="no">{say.t('state.no')}</option>
            <option value="unknown">{say.t('state.unknown')}</option>
          </select>
        )}
      </Field>
      <Field label={say.t('travel.source')}>
        {(p) => (
          <input
            {...p}
            className="input"
            required
            minLength={3}
            value={source}
            onChange={(e) => setSource(e.target.value)}
          />
        )}
      </Field>
      <Field label={say.t('travel.year')} optional>
        {(p) => (
          <input
            {...p}
            className="input"
            inputMode="numeric"
            pattern="(19|20)\d\d"
            value={year}
            onChange={(e) => setYear(e.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" disabled={set.isPending}>
          {say.t('action.save')}
        </Button>
      </div>
    </form>
  );
}
