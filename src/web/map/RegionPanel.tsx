import type { Point, Points } from '#api/poverty.ts';
import { kabOf, levelOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Figure, LinkButton, Panel, Tag } from '#ui/parts.tsx';
import { figureText, yearText } from '../facts/figure-text.ts';

/** The chosen place in three facts, each with its source, and the way on. */
export function RegionPanel({
  code,
  desil,
  points,
  kabPoints,
  names,
  zoomed,
  onZoom,
  onClose,
}: {
  code: string | undefined;
  desil: number;
  points: Points | undefined;
  kabPoints: Points | undefined;
  names: ReadonlyMap<string, string>;
  zoomed: boolean;
  onZoom: (code: string) => void;
  onClose: () => void;
}) {
  const say = useSay();
  if (code === undefined) {
    return (
      <div className="no-print">
        <Panel title={say.t('peta.choose')}>
          <p className="soft small">{say.t('peta.chooseHow')}</p>
        </Panel>
      </div>
    );
  }
  const level = levelOf(code);
  const kab = kabPoints?.points.find((p) => p.code === kabOf(code));
  const own = points?.points.find((p) => p.code === code) ?? (level === 'kab' ? kab : undefined);
  const kabName = names.get(kabOf(code)) ?? '';
  return (
    <Panel
      title={
        <>
          {names.get(code) ?? own?.name ?? code}
          {level !== 'kab' && <span className="soft peta-in"> · {kabName}</span>}
        </>
      }
      aside={
        <Button look="quiet" small onClick={onClose}>
          {say.t('action.close')}
        </Button>
      }
    >
      <div className="peta-facts">
        <FamiliesFact point={own} desil={desil} asOf={points?.asOf ?? null} />
        <RateFact point={own} />
        <PublishedFact point={kab} from={level === 'kab' ? undefined : kabName} />
      </div>
      <div className="row no-print peta-actions">
        <LinkButton to={`/wilayah/${code}`} look="primary">
          {say.t('peta.open', { name: names.get(code) ?? own?.name ?? code })}
        </LinkButton>
        {!zoomed && (
          <Button onClick={() => onZoom(code)}>{say.t('peta.zoom', { name: kabName })}</Button>
        )}
      </div>
    </Panel>
  );
}

function FamiliesFact({
  point,
  desil,
  asOf,
}: {
  point: Point | undefined;
  desil: number;
  asOf: string | null;
}) {
  const say = useSay();
  const need = point?.need;
  const date = need?.asOf ?? asOf;
  return (
    <Figure
      label={desil === 1 ? say.t('peta.fact.families1') : say.t('peta.fact.families', { desil })}
      value={point?.families == null ? undefined : say.number(point.families)}
      note={need?.synthetic ? <Tag tone="demo">{say.t('app.demo')}</Tag> : undefined}
      source={
        need
          ? say.t(need.source === 'recap' ? 'peta.fromRecap' : 'peta.fromList', {
              date: date ? say.date(date) : say.t('peta.noDate'),
              n: need.families,
            })
          : say.t('peta.notInRegister')
      }
    />
  );
}

/** The rate with its interval; where no total was imported, the most frequent lack of the houses. */
function RateFact({ point }: { point: Point | undefined }) {
  const say = useSay();
  if (point?.smoothed || point?.rate != null) {
    const { smoothed } = point;
    return (
      <Figure
        label={say.t('peta.fact.rate')}
        value={say.percent(smoothed?.rate ?? point.rate ?? 0)}
        note={
          smoothed?.low != null && smoothed.high !== null
            ? say.t('peta.interval', {
                low: say.percent(smoothed.low, 1),
                high: say.percent(smoothed.high, 1),
              })
            : undefined
        }
        source={
          point.denominator
            ? say.t('figure.sourceYear', {
                source: point.denominator.source,
                year: String(point.denominator.year),
              })
            : undefined
        }
      />
    );
  }
  const worst = [...(point?.deprivation ?? [])]
    .filter((d) => d.percent !== null)
    .sort((a, b) => (b.percent ?? 0) - (a.percent ?? 0))[0];
  if (worst === undefined) {
    return (
      <Figure
        label={say.t('peta.fact.rate')}
        value={undefined}
        source={point?.rateReason ? say.word(`reason.${point.rateReason.code}`) : undefined}
      />
    );
  }
  return (
    <Figure
      label={say.t(`peta.housing.${worst.what}`)}
      value={say.percent(worst.percent ?? 0, 1)}
      source={say.t('peta.known', { n: worst.known })}
    />
  );
}

function PublishedFact({ point, from }: { point: Point | undefined; from: string | undefined }) {
  const say = useSay();
  const newest = (point?.published ?? [])
    .filter((f) => f.indicator === 'p0' && f.value !== null)
    .sort((a, b) => b.year - a.year)[0];
  return (
    <Figure
      label={say.t('indicator.p0')}
      value={newest ? figureText(say, 'p0', newest.value) : undefined}
      note={from ? say.t('figure.inherited', { name: from }) : undefined}
      source={
        newest ? `${newest.source} · ${yearText(say, newest.year, newest.period)}` : undefined
      }
    />
  );
}
