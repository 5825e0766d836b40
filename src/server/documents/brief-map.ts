import { formatNumber } from '#messages/format.ts';
import { type PaperMap, paperMap } from './paper-map.ts';
import { type PlanPaper, word } from './plan-paper.ts';
import { shorten } from './shorten.ts';

export interface BriefMap {
  readonly topology: unknown;
  readonly schematic: boolean;
  readonly source: string;
  readonly year: number | null;
}

const number = (n: number): string => formatNumber(n, 'id');

const MAP_SIZE = { width: 300, height: 285 } as const;

/** The map of the brief with its labels and legend; without a layer its place stays empty. */
export function briefMap(paper: PlanPaper, map: BriefMap | undefined): object {
  const empty = { title: word('brief.map'), svg: '', labels: [], legend: [], note: '' };
  const frame = { ...MAP_SIZE, 'width-mm': 72, alt: word('brief.mapAlt') };
  if (map === undefined) return { ...empty, ...frame };
  const counts = new Map<string, number>();
  for (const l of paper.content.lines)
    counts.set(l.place, (counts.get(l.place) ?? 0) + l.participants);
  const drawn: PaperMap = paperMap(map.topology, counts, MAP_SIZE);
  const level = [...counts.keys()].some((c) => c.length === 5) ? 'kab' : 'kec';
  return {
    ...empty,
    ...frame,
    svg: drawn.svg,
    labels: drawn.labels.map((l) => ({ ...l, name: paper.nameOf(l.code) })),
    legend: drawn.legend.map((l) => ({
      colour: l.colour,
      label:
        l.to === 0
          ? word('brief.mapNone')
          : l.from === l.to
            ? number(l.to)
            : `${number(l.from)}–${number(l.to)}`,
    })),
    note: word('brief.mapNote', {
      level: word(`region.${level}`).toLowerCase(),
      source: map.schematic
        ? word('brief.mapSchematic')
        : word('brief.mapSource', {
            source: shorten(map.source, 70) + (map.year === null ? '' : `, ${map.year}`),
          }),
    }),
  };
}
