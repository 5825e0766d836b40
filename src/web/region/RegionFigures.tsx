import { povertyApi, type RegionFacts } from '#api/poverty.ts';
import type { IndicatorCode } from '#domain/fact.ts';
import { levelOf, parentOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { Figure, LinkButton, Loaded, Loading, Tag } from '#ui/parts.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { figureText, yearText } from '../facts/figure-text.ts';

/** Desil the register counts by until a plan says otherwise. */
const DESIL = 2;

/** Published figures worth a place among the four: how many, how deep, how large. */
const PUBLISHED: readonly IndicatorCode[] = ['p0', 'p2', 'population'];

/** Four figures, each with source and year: target families, poverty rate, severity, population. */
export function RegionFigures({ code }: { code: string }) {
  const say = useSay();
  const facts = useOperation(povertyApi.regionFacts, { code });
  return (
    <section className="panel region-figures" aria-label={say.t('regionPage.facts')}>
      <Families code={code} />
      <Loaded query={facts}>
        {(found) => (
          <>
            {PUBLISHED.map((indicator) => (
              <Published
                key={indicator}
                group={found.groups.find((g) => g.indicator === indicator)}
                indicator={indicator}
              />
            ))}
            <div>
              <LinkButton to={`/acuan?wilayah=${code}`} small look="quiet">
                {say.t('regionPage.more')}
              </LinkButton>
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Families({ code }: { code: string }) {
  const say = useSay();
  const level = levelOf(code);
  const points = useOperation(povertyApi.listPoints, {
    level: level === 'province' ? 'kab' : level,
    within: level === 'kab' ? code : (parentOf(code) ?? code),
    desil: DESIL,
  });
  const label = say.t('regionPage.families', { desil: DESIL });
  if (points.data === undefined) return <Loading lines={2} />;
  const point = points.data.points.find((p) => p.code === code);
  if (!point?.need || point.families === null) {
    return <Figure label={label} value={undefined} note={say.t('regionPage.noRegister')} />;
  }
  const date = point.need.asOf ? say.date(point.need.asOf) : say.t('state.unknown');
  return (
    <Figure
      label={label}
      value={say.number(point.families)}
      note={
        <>
          {say.t('regionPage.familiesOf', { total: point.need.families })}
          {point.rate !== null && ` · ${say.percent(point.rate)}`}{' '}
          {point.need.synthetic && <Tag tone="demo">{say.t('app.demo')}</Tag>}
        </>
      }
      source={say.t(point.need.source === 'recap' ? 'regionPage.recap' : 'regionPage.register', {
        date,
      })}
    />
  );
}

type Group = RegionFacts['groups'][number];

function Published({ group, indicator }: { group: Group | undefined; indicator: IndicatorCode }) {
  const say = useSay();
  const fact = group?.facts.find((f) => f.value !== null);
  const label = say.word(`indicator.${indicator}`);
  if (!group || !fact) return <Figure label={label} value={undefined} />;
  return (
    <Figure
      label={`${label} ${yearText(say, fact.year, fact.period)}`}
      value={figureText(say, indicator, fact.value)}
      note={
        group.inheritedFrom && say.t('regionPage.inherited', { place: group.inheritedFrom.name })
      }
      source={fact.source}
    />
  );
}
