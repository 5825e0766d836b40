import { useId } from 'react';
import type { BreakMethod, Classes } from '#engine/spatial/classify.ts';
import { classOf } from '#engine/spatial/classify.ts';
import type { MessageKey } from '#messages/translate.ts';
import { useSay } from '../language.tsx';
import { MapPatterns } from './MapMarks.tsx';
import { type Fill, fillOf, type MapValue, shadeOf } from './map-values.ts';

interface Props {
  /** Unit or meaning of the figures: "persen penduduk". */
  unit: string;
  values: readonly MapValue[];
  /** Areas on the map, with and without a value. */
  areaCount: number;
  format: (value: number) => string;
  classes: Classes | undefined;
  onMethod?: (method: BreakMethod) => void;
  methods?: readonly BreakMethod[];
}

const METHOD: Record<BreakMethod, MessageKey> = {
  quantile: 'map.method.quantile',
  natural: 'map.method.natural',
  fixed: 'map.method.fixed',
};

/** How to read the map: what the shades mean, how the classes were cut, how the values are spread. */
export function MapLegend(props: Props) {
  const { classes, values, format } = props;
  const say = useSay();
  const pattern = useId();
  const count = (fill: Fill) => values.filter((v) => fillOf(v, classes) === fill).length;
  const none = props.areaCount - values.length + count('none');
  const shades = classes?.upper.map((upper, i) => {
    const lower = i === 0 ? classes.min : (classes.upper[i - 1] ?? classes.min);
    return {
      fill: shadeOf(i, classes.upper.length) as Fill,
      text:
        i === 0
          ? say.t('map.range', { from: format(lower), to: format(upper) })
          : say.t('map.rangeAbove', { from: format(lower), to: format(upper) }),
      n: values.filter((v) => v.value !== null && v.value !== 0 && classOf(classes, v.value) === i)
        .length,
    };
  });
  const special: { fill: Fill; text: string; n: number }[] = [
    { fill: 'zero', text: say.t('map.zero'), n: count('zero') },
    { fill: 'suppressed', text: say.t('map.suppressed'), n: count('suppressed') },
    { fill: 'none', text: say.t('map.noData'), n: none },
  ];
  const uncertain = values.filter((v) => v.uncertain).length;
  return (
    <div className="map-legend">
      <div className="map-legend-head">
        <span className="map-legend-title">
          {classes ? props.unit : say.t('map.circles', { unit: props.unit })}
        </span>
        {classes && (
          <span className="row small">
            {props.onMethod && props.methods ? (
              <label className="row small no-print">
                {say.t('map.classes', { n: classes.upper.length })}
                <select
                  className="select map-method"
                  value={classes.method}
                  onChange={(e) => props.onMethod?.(e.target.value as BreakMethod)}
                >
                  {props.methods.map((m) => (
                    <option key={m} value={m}>
                      {say.t(METHOD[m])}
                    </option>
                  ))}
                </select>
              </label>
            ) : null}
            <span className={props.onMethod ? 'visually-hidden map-print' : undefined}>
              {say.t('map.classesBy', {
                n: classes.upper.length,
                method: say.t(METHOD[classes.method]),
              })}
            </span>
          </span>
        )}
      </div>
      {classes && <Histogram classes={classes} values={values} format={format} />}
      <ul className="map-swatches">
        {[...(shades ?? []), ...special.filter((s) => s.n > 0)].map((s) => (
          <li key={String(s.fill)}>
            <Swatch fill={s.fill} pattern={pattern} />
            {s.text}
            <span className="soft">({say.number(s.n)})</span>
          </li>
        ))}
        {uncertain > 0 && (
          <li>
            <Swatch fill={3} pattern={pattern} veil />
            {say.t('map.uncertain')}
            <span className="soft">({say.number(uncertain)})</span>
          </li>
        )}
      </ul>
    </div>
  );
}

function Swatch({ fill, pattern, veil }: { fill: Fill; pattern: string; veil?: boolean }) {
  const url = { none: `url(#${pattern}-n)`, suppressed: `url(#${pattern}-s)` } as Record<
    string,
    string
  >;
  const special = url[String(fill)];
  return (
    <svg width="22" height="15" aria-hidden="true">
      <MapPatterns id={pattern} />
      <rect
        x="0.5"
        y="0.5"
        width="21"
        height="14"
        className={`map-swatch map-fill-${fill}`}
        {...(special ? { fill: special } : {})}
      />
      {veil && <rect x="1" y="1" width="20" height="13" fill={`url(#${pattern}-u)`} />}
    </svg>
  );
}

const BINS = 24;
const [W, H] = [320, 40];

function Histogram({
  classes,
  values,
  format,
}: {
  classes: Classes;
  values: readonly MapValue[];
  format: (value: number) => string;
}) {
  const numbers = values.flatMap((v) => (v.value ? [v.value] : []));
  const span = classes.max - classes.min;
  if (numbers.length < 6 || span <= 0) return null;
  const at = (value: number) => ((value - classes.min) / span) * W;
  const bins = Array.from({ length: BINS }, () => 0);
  for (const n of numbers) {
    bins[Math.max(0, Math.min(BINS - 1, Math.floor(((n - classes.min) / span) * BINS)))]!++;
  }
  const most = Math.max(...bins);
  // Labels of breaks that would overlap are left to the swatches below.
  const labelled: number[] = [];
  for (const value of [classes.min, classes.max, ...classes.upper.slice(0, -1)]) {
    if (labelled.every((other) => Math.abs(at(other) - at(value)) > 34)) labelled.push(value);
  }
  return (
    <svg className="map-histogram" viewBox={`-14 0 ${W + 28} ${H + 16}`} aria-hidden="true">
      {bins.map((n, i) => {
        const middle = classes.min + ((i + 0.5) / BINS) * span;
        const shade = shadeOf(classOf(classes, middle), classes.upper.length);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: bars stand where their index says
            key={i}
            className={`bar map-fill-${shade}`}
            x={(i / BINS) * W + 0.5}
            width={W / BINS - 1}
            y={H - (n / most) * (H - 4)}
            height={(n / most) * (H - 4)}
          />
        );
      })}
      <line className="axis" x1={0} x2={W} y1={H} y2={H} />
      {classes.upper.slice(0, -1).map((value) => (
        <line key={value} className="break" x1={at(value)} x2={at(value)} y1={0} y2={H + 3} />
      ))}
      {labelled.map((value) => (
        <text key={value} x={at(value)} y={H + 13} textAnchor="middle">
          {format(value)}
        </text>
      ))}
    </svg>
  );
}
