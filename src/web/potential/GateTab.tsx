import { type GateMatrix, type MatrixCell, potentialApi } from '#api/potential.ts';
import { regionsApi } from '#api/regions.ts';
import { kabOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { Explain, Field, Loaded, Panel } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { AnswerHistory } from './AnswerHistory.tsx';
import { useAddressValue } from './address.ts';
import { GateList } from './GateList.tsx';
import { GateMatrixView, openIn } from './GateMatrixView.tsx';

/** Seventeen kabupaten against every recipe; one region as a list, which is also the phone's view. */
export function GateTab() {
  const say = useSay();
  const me = useMe();
  const query = useOperation(potentialApi.gateMatrix, {});
  const [region, setRegion] = useAddressValue('wilayah');
  const [recipe] = useAddressValue('resep');
  const place = region || (me.role === 'officer' ? me.area : '');
  const kab = place === '' ? '' : kabOf(place);
  return (
    <Loaded query={query} lines={8}>
      {(matrix) => (
        <div className="stack">
          <div className="row row-between">
            <p>{say.t('potential.gate.summary', summaryOf(matrix))}</p>
            {matrix.regions.length > 1 && (
              <Field label={say.t('evidence.region')}>
                {(p) => (
                  <select
                    className="select"
                    {...p}
                    value={kab}
                    onChange={(e) => setRegion(e.target.value)}
                  >
                    <option value="">{say.t('potential.gate.matrix')}</option>
                    {matrix.regions.map((r) => (
                      <option key={r.code} value={r.code}>
                        {r.name} (
                        {say.t('potential.gate.openCount', { count: openIn(matrix, r.code) })})
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            )}
          </div>
          {place === '' ? (
            <GateMatrixView matrix={matrix} />
          ) : (
            <>
              <Panel
                title={say.t('potential.gate.of', {
                  place: matrix.regions.find((r) => r.code === kab)?.name ?? kab,
                })}
                aside={<KecSelect kab={kab} value={place} onChange={setRegion} />}
              >
                <GateList code={place} openRecipe={recipe} />
              </Panel>
              <AnswerHistory key={place} code={place} />
            </>
          )}
          <Explain title={say.t('potential.gate.how')}>
            {([1, 2, 3, 4, 5] as const).map((n) => (
              <p key={n}>{say.t(`potential.gate.how${n}`)}</p>
            ))}
          </Explain>
        </div>
      )}
    </Loaded>
  );
}

/** One kecamatan of the kabupaten, or the whole: evidence and answers below go before those above. */
function KecSelect({
  kab,
  value,
  onChange,
}: {
  kab: string;
  value: string;
  onChange: (code: string) => void;
}) {
  const say = useSay();
  const regions = useOperation(regionsApi.listRegions, {}, { staleMs: 600_000 });
  const parts = (regions.data ?? []).filter((r) => r.parent === kab);
  return (
    <label className="row small no-print">
      {say.t('region.kec')}
      <select
        className="select kec-select"
        value={value}
        onChange={(e) => onChange(e.target.value)}
      >
        <option value={kab}>{say.t('potential.gate.whole')}</option>
        {parts.map((r) => (
          <option key={r.code} value={r.code}>
            {r.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function summaryOf(matrix: GateMatrix) {
  const count = (status: MatrixCell['status']) =>
    matrix.cells.filter((c) => c.status === status).length;
  return {
    open: count('open') + count('overridden'),
    overridden: count('overridden'),
    total: matrix.cells.length,
  };
}
