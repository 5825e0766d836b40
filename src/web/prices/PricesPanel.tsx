import { useState } from 'react';
import { type PriceList, planningApi } from '#api/planning.ts';
import { useSay } from '#ui/language.tsx';
import {
  Button,
  Dialog,
  Empty,
  ErrorNotice,
  Field,
  LinkButton,
  Loaded,
  Loading,
  Notice,
} from '#ui/parts.tsx';
import { useQueryState } from '#ui/query-state.ts';
import { useMe } from '#ui/session.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';
import { NewListForm } from './NewListForm.tsx';
import { PricesTable } from './PricesTable.tsx';

/** Price lists: which there are, what each thing costs where, and what nobody has priced yet. */
export function PricesPanel() {
  const say = useSay();
  const me = useMe();
  const query = useQueryState();
  const lists = useOperation(planningApi.listPriceLists, {});
  const [dialog, setDialog] = useState<'add' | 'remove'>();
  const isPlanner = me.role === 'planner';
  const close = () => setDialog(undefined);
  return (
    <Loaded query={lists}>
      {(all) => {
        const list = all.find((l) => l.id === query.get('daftar')) ?? all[0];
        return (
          <div className="stack">
            <p className="page-lead">{say.t('price.lead')}</p>
            <div className="row row-between">
              {list ? (
                <Field label={say.t('price.choose')}>
                  {(p) => (
                    <select
                      className="select"
                      {...p}
                      value={list.id}
                      onChange={(e) => query.set({ daftar: e.target.value })}
                    >
                      {all.map((l) => (
                        <option key={l.id} value={l.id}>
                          {`${l.name} (${l.year})`}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
              ) : (
                <span />
              )}
              {isPlanner && (
                <span className="row">
                  <Button onClick={() => setDialog('add')}>{say.t('price.add')}</Button>
                  <LinkButton to="/acuan?bagian=impor&jenis=prices">
                    {say.t('facts.tab.import')}
                  </LinkButton>
                  {list && (
                    <Button look="quiet" onClick={() => setDialog('remove')}>
                      {say.t('price.remove')}
                    </Button>
                  )}
                </span>
              )}
            </div>
            {list ? (
              <ListOf key={list.id} list={list} />
            ) : (
              <Empty title={say.t('price.none')}>
                <p>{say.t('price.noneHelp')}</p>
              </Empty>
            )}
            <Dialog title={say.t('price.add')} open={dialog === 'add'} onClose={close}>
              <NewListForm
                onMade={(id) => {
                  query.set({ daftar: id });
                  close();
                }}
              />
            </Dialog>
            {list && (
              <Dialog title={say.t('price.remove')} open={dialog === 'remove'} onClose={close}>
                <RemoveList
                  list={list}
                  onDone={() => {
                    query.set({ daftar: '' });
                    close();
                  }}
                />
              </Dialog>
            )}
          </div>
        );
      }}
    </Loaded>
  );
}

function ListOf({ list }: { list: PriceList }) {
  const say = useSay();
  const query = useOperation(planningApi.getPriceList, { id: list.id });
  return (
    <div className="stack">
      {list.synthetic && <Notice tone="warn" title={say.t('price.exampleLong')} />}
      <Loaded query={query} lines={8}>
        {(data) =>
          data.list.id === list.id ? <PricesTable list={list} rows={data.rows} /> : <Loading />
        }
      </Loaded>
    </div>
  );
}

function RemoveList({ list, onDone }: { list: PriceList; onDone: () => void }) {
  const say = useSay();
  const remove = useChange(planningApi.removePriceList);
  return (
    <>
      <p>{say.t('price.removeSure', { name: list.name })}</p>
      {remove.error?.code === 'in-use' ? (
        <Notice tone="bad" title={say.t('price.inUse')} />
      ) : (
        remove.error && <ErrorNotice error={remove.error} />
      )}
      <div>
        <Button
          look="danger"
          disabled={remove.isPending}
          onClick={() => remove.mutate({ id: list.id }, { onSuccess: onDone })}
        >
          {say.t('price.remove')}
        </Button>
      </div>
    </>
  );
}
