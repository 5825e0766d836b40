import { geoPath, geoTransform } from 'd3-geo';
import { feature, merge, mesh } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';

export interface DrawnArea {
  readonly code: string;
  /** SVG path. */
  readonly path: string;
  /** A point inside, where a circle, a focus ring or a label can stand. */
  readonly x: number;
  readonly y: number;
  /** Longer side of its box, in the same units. */
  readonly size: number;
}

/** A map laid out for a drawing of a given size, in its units (pixels, points). */
export interface DrawnMap {
  readonly areas: readonly DrawnArea[];
  readonly land: string;
  /** Lines between areas, between kecamatan (for villages), between kabupaten, and around it all. */
  readonly borders: Readonly<Record<'areas' | 'kec' | 'kab' | 'outline', string>>;
  readonly labels: readonly { readonly code: string; readonly x: number; readonly y: number }[];
  readonly kmPerUnit: number;
}

export interface DrawOptions {
  readonly width: number;
  readonly height: number;
  readonly padding: number;
  /** `kab` joins the kecamatan of a layer. */
  readonly level: 'kab' | 'kec' | 'village';
  /** Fill the drawing with this region instead of the whole layer. */
  readonly focus?: string | undefined;
}

interface Layers extends Topology {
  objects: { areas: Collection; land: Collection; labels: Collection };
}
interface Collection {
  type: 'GeometryCollection';
  geometries: (GeometryObject & { id?: string; coordinates?: [number, number] })[];
}

const KM_PER_DEGREE = 111.195;

/**
 * Lays a layer (layer.ts) out in a plane: equirectangular around the middle latitude, which at 3–6°
 * south is true to scale within half a percent.
 */
export function drawMap(topology: unknown, options: DrawOptions): DrawnMap {
  const layers = topology as Layers;
  const { level, focus = '' } = options;
  const { areas, land, labels } = layers.objects;
  const kabOf = (g: { id?: string }) => (g.id ?? '').slice(0, 5);
  const kecOf = (g: { id?: string }) => (g.id ?? '').slice(0, 8);
  const project = projection(layers, areas, focus, options);
  const toPath = geoPath(
    geoTransform({
      point(lng, lat) {
        const [x, y] = project([lng, lat]);
        this.stream.point(x, y);
      },
    }),
  ).digits(1);

  const points = new Map<string, [number, number]>();
  for (const label of (feature(layers, labels as never) as unknown as LabelFeatures).features) {
    points.set(label.id, project(label.geometry.coordinates));
  }
  const groups =
    level === 'kab' && areas.geometries.some((g) => (g.id ?? '').length > 5)
      ? groupBy(areas.geometries, kabOf)
      : groupBy(areas.geometries, (g) => g.id ?? '');
  const drawn = [...groups].map(([code, members]): DrawnArea => {
    const whole = merge(layers, members as never);
    const [[x0, y0], [x1, y1]] = toPath.bounds(whole);
    const [x, y] = points.get(code) ?? toPath.centroid(whole);
    return { code, path: toPath(whole) ?? '', x, y, size: Math.max(x1 - x0, y1 - y0) };
  });
  const line = (test: (a: { id?: string }, b: { id?: string }) => boolean) =>
    toPath(mesh(layers, areas as never, test as never)) ?? '';
  return {
    areas: drawn,
    land: toPath(feature(layers, land as never)) ?? '',
    borders: {
      areas: level === 'kab' ? '' : line((a, b) => a !== b && kecOf(a) === kecOf(b)),
      kec: level === 'kab' ? '' : line((a, b) => kecOf(a) !== kecOf(b) && kabOf(a) === kabOf(b)),
      kab: line((a, b) => kabOf(a) !== kabOf(b)),
      outline: line((a, b) => a === b),
    },
    labels: [...points].map(([code, [x, y]]) => ({ code, x, y })),
    kmPerUnit: project.kmPerUnit,
  };
}

interface LabelFeatures {
  features: { id: string; geometry: { coordinates: [number, number] } }[];
}

function projection(
  layers: Layers,
  areas: Collection,
  focus: string,
  { width, height, padding }: DrawOptions,
) {
  const inFocus = areas.geometries.filter((g) => (g.id ?? '').startsWith(focus));
  const shown = merge(layers, (inFocus.length > 0 ? inFocus : areas.geometries) as never);
  const [[west, south], [east, north]] = geoPath().bounds(shown);
  const scale = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const k = Math.min(
    (width - padding * 2) / ((east - west) * scale || 1e-6),
    (height - padding * 2) / (north - south || 1e-6),
  );
  const dx = (width - (east - west) * scale * k) / 2;
  const dy = (height - (north - south) * k) / 2;
  const project = ([lng, lat]: readonly [number, number]): [number, number] => [
    dx + (lng - west) * scale * k,
    dy + (north - lat) * k,
  ];
  return Object.assign(project, { kmPerUnit: KM_PER_DEGREE / k });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** A round length for a scale bar of at most `units`: 1, 2 or 5 times a power of ten, kilometres. */
export function scaleBarKm(kmPerUnit: number, units: number): number {
  const most = kmPerUnit * units;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([5, 2].find((n) => n * power <= most) ?? 1);
}
