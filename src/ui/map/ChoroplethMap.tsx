import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef, useState } from 'react';
import type { MapLayer } from '#api/regions.ts';
import type { Classes } from '#engine/spatial/classify.ts';
import { type DrawnArea, drawMap } from '#engine/spatial/draw.ts';
import { type Direction, stepTo } from '#engine/spatial/step.ts';
import { useSay } from '../language.tsx';
import { MapLabels } from './MapLabels.tsx';
import { CircleKey, MapPatterns, NorthAndScale } from './MapMarks.tsx';
import { circleRadius, type Fill, fillOf, largestRadius, type MapValue } from './map-values.ts';
import { useWidth } from './use-width.ts';
import './map.css';

interface Props {
  /** What the map shows, for those who do not see it. */
  title: string;
  layer: MapLayer;
  level: 'kab' | 'kec' | 'village';
  names: ReadonlyMap<string, string>;
  values: ReadonlyMap<string, MapValue>;
  /** Classes colour the areas; without them the values are counts and stand as circles. */
  classes?: Classes | undefined;
  selected?: string | undefined;
  onSelect?: (code: string) => void;
  /** Fill the frame with this region. */
  focus?: string | undefined;
  /** Height for a width; the province is about as high as wide. */
  height?: (width: number) => number;
}

const KEYS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
/** A finger needs about this much, pixels; small islands answer to a touch this near. */
const NEAR = 22;

/**
 * A map drawn as SVG: rates as shades, counts as circles. Arrow keys walk from area to area, Enter
 * chooses, every area says its value; the same values stand in a table beside it.
 */
export function ChoroplethMap(props: Props) {
  const { layer, level, values, classes, selected, focus, names } = props;
  const say = useSay();
  const pattern = useId();
  const [frame, width] = useWidth<HTMLDivElement>();
  const svg = useRef<SVGSVGElement>(null);
  const [active, setActive] = useState<{ code: string; by: 'key' | 'pointer' }>();
  const height = Math.round((props.height ?? usualHeight)(width));
  const drawn = useMemo(
    () =>
      width === 0
        ? undefined
        : drawMap(layer.topology, { width, height, padding: 14, level, focus }),
    [layer.topology, width, height, level, focus],
  );
  const max = Math.max(0, ...[...values.values()].map((v) => v.value ?? 0));
  const largest = largestRadius(level, {
    schematic: layer.schematic,
    close: focus !== undefined,
    width,
  });
  const inFrame = (a: DrawnArea) => a.x > 0 && a.x < width && a.y > 0 && a.y < height;
  const areas = drawn?.areas.filter(inFrame) ?? [];
  // One stop for the Tab key; from there the arrows lead on.
  const entry = areas.find((a) => a.code === selected)?.code ?? areas[0]?.code;
  const current = drawn?.areas.find((a) => a.code === active?.code);
  const chosen = drawn?.areas.filter((a) => selected !== undefined && isIn(a.code, selected)) ?? [];
  // A finger does not hover: there the tip stands at what was chosen.
  const tipped = current ?? (chosen.length === 1 ? chosen[0] : undefined);

  // The coast of the 1:10 million map is a few hundred metres off: close up it would stand beside the real one.
  const drawLand =
    layer.schematic || level === 'village' || (drawn?.kmPerUnit ?? 0) > COARSE_KM_PER_PIXEL;

  const nameOf = (code: string) => names.get(code) ?? code;
  const sayValue = (code: string) => values.get(code)?.text ?? say.t('map.noData');
  const describe = (code: string) => {
    const note = values.get(code)?.note;
    return `${nameOf(code)}: ${sayValue(code)}${note ? `, ${note}` : ''}`;
  };

  const onKeyDown = (event: KeyboardEvent<SVGElement>, area: DrawnArea) => {
    const direction = KEYS[event.key];
    if (direction !== undefined) {
      event.preventDefault();
      const next = stepTo(areas, area, direction);
      if (next) svg.current?.querySelector<SVGElement>(`[data-code="${next.code}"]`)?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      props.onSelect?.(area.code);
    }
  };
  const areaAt = (event: PointerEvent | React.MouseEvent): string | undefined => {
    const hit = (event.target as Element).getAttribute('data-code');
    if (hit !== null) return hit;
    const box = svg.current?.getBoundingClientRect();
    if (box === undefined) return undefined;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let best: { code: string; far: number } | undefined;
    for (const area of areas) {
      const far = Math.hypot(area.x - x, area.y - y) - area.size / 2;
      if (far < NEAR && far < (best?.far ?? NEAR)) best = { code: area.code, far };
    }
    return best?.code;
  };

  return (
    <div className="map-frame" ref={frame} style={{ minHeight: height }}>
      {drawn && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a drawing
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys work on the areas inside; this only widens what a finger hits
        <svg
          ref={svg}
          className="map"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="group"
          aria-label={`${props.title}. ${say.t('map.keys')}`}
          onPointerMove={(e) => {
            const code = areaAt(e);
            setActive(code === undefined ? undefined : { code, by: 'pointer' });
          }}
          onPointerLeave={() => setActive(undefined)}
          onClick={(e) => {
            const code = areaAt(e);
            if (code !== undefined) props.onSelect?.(code);
          }}
        >
          <title>{props.title}</title>
          <MapPatterns id={pattern} />
          <rect className="map-sea" width={width} height={height} />
          {drawLand && <path className="map-land" d={drawn.land} />}
          {drawn.areas.map((area) => {
            const value = values.get(area.code);
            const fill = fillOf(value, classes);
            return (
              // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand in a drawing
              <path
                key={area.code}
                d={area.path}
                className="map-area"
                data-code={area.code}
                data-fill={fill}
                style={patternFor(fill, pattern)}
                role="button"
                tabIndex={area.code === entry ? 0 : -1}
                aria-label={describe(area.code)}
                aria-pressed={selected === area.code}
                onFocus={() => setActive({ code: area.code, by: 'key' })}
                onBlur={() => setActive(undefined)}
                onKeyDown={(e) => onKeyDown(e, area)}
              />
            );
          })}
          {drawn.areas
            .filter((a) => values.get(a.code)?.uncertain)
            .map((a) => (
              <path key={a.code} d={a.path} className="map-uncertain" fill={`url(#${pattern}-u)`} />
            ))}
          {(['areas', 'kec', 'outline', 'kab'] as const).map((kind) => (
            <g
              key={kind}
              className={`map-border map-border-${kind}${layer.schematic ? ' map-border-schematic' : ''}`}
            >
              <path className="map-border-under" d={drawn.borders[kind]} />
              <path className="map-border-over" d={drawn.borders[kind]} />
            </g>
          ))}
          {classes === undefined &&
            drawn.areas.map((area) => {
              const value = values.get(area.code)?.value;
              if (!value) return null;
              return (
                <circle
                  key={area.code}
                  className="map-circle"
                  cx={area.x}
                  cy={area.y}
                  r={circleRadius(value, max, largest)}
                />
              );
            })}
          <MapLabels
            drawn={drawn}
            names={names}
            focus={focus}
            level={level}
            below={classes === undefined && focus !== undefined ? largest * 0.8 : 0}
          />
          {chosen.map((a) => (
            <path key={a.code} className="map-chosen" d={a.path} />
          ))}
          {current && <path className={`map-active map-active-${active?.by}`} d={current.path} />}
          <NorthAndScale
            width={width}
            height={height}
            kmPerUnit={layer.schematic ? undefined : drawn.kmPerUnit}
          />
          {classes === undefined && (
            <CircleKey x={width - 16} y={height - 44} max={max} largest={largest} />
          )}
        </svg>
      )}
      {tipped && (
        <div
          className={`map-tip ${current ? '' : 'map-tip-chosen'}`}
          aria-hidden="true"
          style={{
            left: Math.min(Math.max(tipped.x, 90), width - 90),
            top: tipped.y,
            transform: `translate(-50%, ${tipped.y < 90 ? '14px' : 'calc(-100% - 12px)'})`,
          }}
        >
          <strong>{nameOf(tipped.code)}</strong>
          <span>{sayValue(tipped.code)}</span>
          {values.get(tipped.code)?.note && (
            <span className="map-tip-note">{values.get(tipped.code)?.note}</span>
          )}
        </div>
      )}
      {layer.schematic && <p className="map-schematic">{say.t('map.schematic')}</p>}
      <p className="visually-hidden" aria-live="polite">
        {active?.by === 'key' && current ? describe(current.code) : ''}
      </p>
    </div>
  );
}

const COARSE_KM_PER_PIXEL = 0.15;

/** As high as wide, but never so high that its legend leaves the screen. */
const usualHeight = (width: number): number =>
  Math.min(width * 1.02, Math.max(380, window.innerHeight - 250));

const isIn = (code: string, region: string): boolean =>
  code === region || code.startsWith(`${region}.`);

function patternFor(fill: Fill, id: string): { fill: string } | undefined {
  if (fill === 'none') return { fill: `url(#${id}-n)` };
  if (fill === 'suppressed') return { fill: `url(#${id}-s)` };
  return undefined;
}
