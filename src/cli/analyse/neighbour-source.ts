import { type Adjacency, adjacencyOf, neighboursOf, summarise } from '#engine/spatial/adjacency.ts';
import { centreOf } from '#engine/spatial/centre.ts';
import { contiguous } from '#engine/spatial/contiguity.ts';
import { distanceKm, type Position } from '#engine/spatial/geometry.ts';
import { connectIslands } from '#engine/spatial/islands.ts';
import { nearestPlaces, placesWithin } from '#engine/spatial/nearest.ts';
import { outlinesOf } from '#engine/spatial/outlines.ts';
import { formatNumber } from '#messages/format.ts';
import { CommandError, choice, EXIT } from '../command.ts';
import type { AnalysisRequest } from './analysis.ts';
import { readGal } from './gal-file.ts';
import { refusal } from './refusals.ts';
import { needed, numberOption, optional } from './roles.ts';
import type { Table } from './table.ts';

type Values = AnalysisRequest['values'];

export const neighbourOptions = {
  rule: { type: 'string' },
  k: { type: 'string' },
  km: { type: 'string' },
  'tolerance-m': { type: 'string' },
  latitude: { type: 'string' },
  longitude: { type: 'string' },
  'connect-islands': { type: 'string' },
} as const;

export const NEIGHBOUR_HELP = `--rule queen|rook|knn|distance
                       queen: batas bersentuhan, walau di satu titik (bawaan untuk poligon)
                       rook: berbagi garis batas lebih dari dua kali toleransi
                       knn: k wilayah terdekat; distance: semua dalam jarak km
  --tolerance-m <m>    batas dua wilayah boleh berselisih sejauh ini (queen dan rook; bawaan 1 meter)
  --k <n>              banyaknya tetangga (knn; bawaan 4); sama dekat: kode yang lebih awal
  --km <jarak>         jarak terjauh (distance), garis lurus di bola bumi berjari-jari 6371,0088 km
  --latitude <kolom>   letak wilayah untuk knn dan distance, derajat; tanpa ini: titik GeoJSON,
  --longitude <kolom>  atau titik berat poligon
  --connect-islands nearest  wilayah tanpa tetangga disambung ke yang terdekat, dua arah`;

/** Neighbours and what is known of each link. Rows stand in the order of `order`. */
export interface Found {
  readonly adjacency: Adjacency;
  /** Length of the border shared, metres; for queen and rook. */
  readonly sharedM: Float64Array | undefined;
  /** Kilometres between the places of two rows, where places are known. */
  readonly km: ((a: number, b: number) => number) | undefined;
  /** What was done, for people. */
  readonly how: string;
  readonly warnings: readonly string[];
}

/** Ids that are there and differ, and the rows in the order of the ids: answers do not depend on the file's. */
export function orderedIds(
  table: Table,
  column: string,
): { readonly ids: readonly string[]; readonly order: Int32Array } {
  const ids = table.names(column);
  const order = Int32Array.from(ids, (_, i) => i).sort((a, b) =>
    ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : a - b,
  );
  for (let at = 1; at < order.length; at++) {
    const [first, second] = [order[at - 1]!, order[at]!];
    if (ids[first] === ids[second])
      throw new CommandError(
        `${table.where(second)}, kolom "${column}": kode "${ids[second]}" sudah ada di ${table.where(first)}.`,
        EXIT.badInput,
      );
  }
  return { ids: Array.from(order, (row) => ids[row]!), order };
}

const SENTENCES = {
  'no-geometry': 'tidak punya geometri',
  'not-polygon': 'geometrinya {type}, padahal perlu poligon (knn dan distance menerima titik)',
  'bad-position':
    'letak {position} bukan derajat bujur dan lintang; proyeksikan ke WGS 84 lebih dulu',
  'k-too-large': '--k {k}: hanya ada {rows} wilayah',
};

/** From `--weights x.gal`, or worked out from polygons or places by `--rule`. */
export async function neighboursFrom(
  table: Table,
  values: Values,
  {
    ids,
    order,
    idColumn,
    galToo,
  }: {
    readonly ids: readonly string[];
    readonly order: Int32Array;
    readonly idColumn: string;
    /** Whether the method takes --weights. */
    readonly galToo: boolean;
  },
): Promise<Found> {
  const file = optional(values, 'weights');
  const where = (row: number) => table.where(order[row] ?? row);
  if (file !== undefined) {
    if (optional(values, 'rule') !== undefined)
      throw new CommandError('Pakai --weights atau --rule, bukan keduanya.', EXIT.usage);
    const { adjacency, warnings } = await readGal(file, ids, where, idColumn);
    return { adjacency, sharedM: undefined, km: undefined, how: `tetangga dari ${file}`, warnings };
  }
  try {
    return built(table, values, order, galToo);
  } catch (error) {
    throw refusal(error, where, {}, SENTENCES);
  }
}

function built(table: Table, values: Values, order: Int32Array, galToo: boolean): Found {
  const geometries = table.features && Array.from(order, (row) => table.features![row]!.geometry);
  const onlyPoints = geometries?.every((g) => g?.type === 'Point') === true;
  const rule = choice('--rule', optional(values, 'rule'), ['queen', 'rook', 'knn', 'distance']);
  const chosen = rule ?? (geometries === undefined || onlyPoints ? undefined : 'queen');
  const placed = optional(values, 'latitude') !== undefined || geometries !== undefined;
  if (chosen === 'queen' || chosen === 'rook') {
    if (geometries === undefined || onlyPoints)
      throw new CommandError(
        `${table.path} tidak berisi poligon, jadi tidak diketahui siapa berbatasan. Pakai GeoJSON berpoligon, atau --rule knn/distance dengan letaknya.`,
        EXIT.badInput,
      );
    const toleranceM = numberOption(values, 'tolerance-m', 1, { min: 0, max: 5000 });
    const { adjacency, sharedM } = contiguous(outlinesOf(geometries), { rule: chosen, toleranceM });
    const how = `tetangga ${chosen}, toleransi ${formatNumber(toleranceM, 'id', 3)} m`;
    const places = () => geometries.map((g, i) => centreOf(g, i));
    return connected({ adjacency, sharedM, km: undefined, how, warnings: [] }, values, places);
  }
  if (!placed)
    throw new CommandError(
      `${table.path} tidak membawa poligon maupun letak wilayah. Pakai GeoJSON, atau sebutkan --latitude dan --longitude${galToo ? ', atau berkas .gal dengan --weights' : ''}.`,
      EXIT.badInput,
    );
  if (chosen === undefined)
    throw new CommandError(
      'Yang ada hanya titik: sebutkan --rule knn (dengan --k) atau --rule distance (dengan --km).',
      EXIT.usage,
    );
  const places = placesOf(table, values, order);
  const km = (a: number, b: number) => distanceKm(places[a]!, places[b]!);
  if (chosen === 'knn') {
    const k = numberOption(values, 'k', 4, { min: 1, whole: true });
    const { adjacency, tied } = nearestPlaces(places, k);
    const warnings =
      tied > 0
        ? [`${tied} wilayah punya tetangga ke-${k} yang sama dekat; dipilih kode yang lebih awal.`]
        : [];
    return {
      adjacency,
      sharedM: undefined,
      km,
      how: `${k} wilayah terdekat di bola bumi`,
      warnings,
    };
  }
  const reach = Number(needed(values, 'km', 'jarak terjauh dalam kilometer'));
  numberOption(values, 'km', 0, { min: 0 });
  const { adjacency } = placesWithin(places, reach);
  const how = `semua wilayah dalam ${formatNumber(reach, 'id', 6)} km di bola bumi`;
  const found = { adjacency, sharedM: undefined, km, how, warnings: [] };
  return connected(found, values, () => places);
}

function placesOf(table: Table, values: Values, order: Int32Array): Position[] {
  const [latitude, longitude] = [optional(values, 'latitude'), optional(values, 'longitude')];
  if (latitude === undefined && longitude === undefined) {
    return Array.from(order, (row, i) => centreOf(table.features?.[row]?.geometry ?? null, i));
  }
  if (latitude === undefined || longitude === undefined)
    throw new CommandError('--latitude dan --longitude harus disebut bersama.', EXIT.usage);
  const lat = table.numbers(latitude, { min: -90, max: 90 });
  const lng = table.numbers(longitude, { min: -180, max: 180 });
  return Array.from(order, (row): Position => [lng[row]!, lat[row]!]);
}

/** --connect-islands: an area with neighbours keeps them and their lengths; new links share no border. */
function connected(found: Found, values: Values, placesOf: () => readonly Position[]): Found {
  const wish = choice('--connect-islands', optional(values, 'connect-islands'), ['nearest']);
  const { adjacency: before, sharedM } = found;
  const islands = summarise(before).islands;
  if (wish === undefined || islands === 0) return found;
  const places = placesOf();
  const adjacency = connectIslands(before, places);
  const lengths = new Float64Array(adjacency.to.length);
  for (let i = 0; i < before.n && sharedM; i++) {
    const was = neighboursOf(before, i);
    for (const [at, j] of neighboursOf(adjacency, i).entries()) {
      const old = was.indexOf(j);
      if (old >= 0) lengths[adjacency.start[i]! + at] = sharedM[before.start[i]! + old]!;
    }
  }
  return {
    ...found,
    adjacency,
    sharedM: sharedM && lengths,
    km: (a, b) => distanceKm(places[a]!, places[b]!),
    how: `${found.how}; ${islands} wilayah tanpa tetangga disambung ke yang terdekat`,
  };
}

/** The adjacency with its rows back in the order of the file. */
export function inFileOrder(adjacency: Adjacency, order: Int32Array): Adjacency {
  const place = new Int32Array(order.length);
  for (const [i, row] of order.entries()) place[row] = i;
  return adjacencyOf(
    Array.from(place, (i) => Array.from(neighboursOf(adjacency, i), (j) => order[j]!)),
  );
}
