import { useState } from 'react';
import { EvidenceGrade } from '#domain/potential.ts';
import { levelOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, Explain, LinkButton, Panel } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useAddressValue } from './address.ts';
import { EvidenceForm } from './EvidenceForm.tsx';
import { EvidenceTable } from './EvidenceTable.tsx';
import { QuotientPanel } from './QuotientPanel.tsx';
import { RegionSelect } from './RegionSelect.tsx';
import { SpellingForm } from './SpellingForm.tsx';

export function EvidenceTab() {
  const say = useSay();
  const me = useMe();
  const [region, setRegion] = useAddressValue('wilayah');
  const [dialog, setDialog] = useState<'add' | 'teach'>();
  const place = region || (me.role === 'officer' ? me.area : '');
  const mayAdd = me.role === 'planner' || me.role === 'officer';
  return (
    <div className="stack">
      <div className="row row-between no-print">
        <RegionSelect
          label={say.t('evidence.region')}
          value={place}
          onChange={setRegion}
          levels={['kab', 'kec']}
          {...(me.role === 'officer' ? {} : { all: say.t('region.province') })}
        />
        <span className="row">
          {me.role === 'planner' && (
            <>
              <Button onClick={() => setDialog('teach')}>{say.t('evidence.teach')}</Button>
              <LinkButton to="/acuan?bagian=impor&jenis=evidence">
                {say.t('evidence.import')}
              </LinkButton>
            </>
          )}
          {mayAdd && (
            <Button look="primary" onClick={() => setDialog('add')}>
              {say.t('evidence.add')}
            </Button>
          )}
        </span>
      </div>
      <Explain title={say.t('evidence.legend')}>
        <ul className="reasons">
          {EvidenceGrade.options.map((grade) => (
            <li key={grade}>
              <strong>{say.t(`evidence.grade.${grade}`)}</strong>:{' '}
              {say.t(
                grade === 'D' || grade === 'E'
                  ? `evidence.grade.does.${grade}`
                  : 'evidence.grade.does.A',
              )}
            </li>
          ))}
          <li>{say.t('evidence.trainingNote')}</li>
        </ul>
      </Explain>
      <EvidenceTable {...(place === '' ? {} : { code: place })} />
      {place !== '' && levelOf(place) === 'kab' && (
        <Panel title={say.t('potential.lq.title')}>
          <QuotientPanel key={place} code={place} />
        </Panel>
      )}
      <Dialog
        title={say.t('evidence.add')}
        open={dialog === 'add'}
        onClose={() => setDialog(undefined)}
      >
        <EvidenceForm code={place} onDone={() => setDialog(undefined)} />
      </Dialog>
      <Dialog
        title={say.t('evidence.teach')}
        open={dialog === 'teach'}
        onClose={() => setDialog(undefined)}
      >
        <SpellingForm onDone={() => setDialog(undefined)} />
      </Dialog>
    </div>
  );
}
