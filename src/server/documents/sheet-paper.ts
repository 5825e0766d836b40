import type { Letterhead } from '#api/documents.ts';
import type { ReadinessItem } from '#domain/recipe.ts';
import type { SheetContent } from '#domain/sheet.ts';
import { formatTime } from '#messages/format.ts';
import { reasonText } from '#messages/reason.ts';
import { makePdf } from './pdf.ts';
import { basisText, commodityText, placeText, say, thinkText } from './sheet-words.ts';
import type { IssuedSheet } from './sheet-workbook.ts';
import { shorten } from './shorten.ts';

/** How much of each part a version of the paper holds; what does not fit stands in the workbook. */
interface Room {
  readonly size: number;
  readonly basis: number;
  readonly commodities: number;
  readonly compact: number;
  readonly held: number;
  readonly readiness: number;
  readonly proposals: number;
  /** Height of a line to write on, in the size of the type. */
  readonly line: number;
}

const ROOMS: readonly Room[] = [
  {
    size: 9,
    basis: 260,
    commodities: 40,
    compact: 40,
    held: 8,
    readiness: 30,
    proposals: 6,
    line: 2.3,
  },
  {
    size: 8.5,
    basis: 200,
    commodities: 30,
    compact: 40,
    held: 6,
    readiness: 20,
    proposals: 5,
    line: 2.1,
  },
  {
    size: 8,
    basis: 150,
    commodities: 24,
    compact: 30,
    held: 5,
    readiness: 16,
    proposals: 4,
    line: 2,
  },
  {
    size: 7.5,
    basis: 110,
    commodities: 18,
    compact: 24,
    held: 4,
    readiness: 14,
    proposals: 4,
    line: 1.9,
  },
  {
    size: 7.2,
    basis: 80,
    commodities: 14,
    compact: 18,
    held: 3,
    readiness: 11,
    proposals: 3,
    line: 1.8,
  },
  {
    size: 7,
    basis: 60,
    commodities: 10,
    compact: 12,
    held: 2,
    readiness: 8,
    proposals: 3,
    line: 1.8,
  },
];

/** The sheet on A4, at most two pages, with the numbers of the workbook. */
export async function makeSheetPaper(
  sheet: IssuedSheet,
  kop: Letterhead,
  demo: boolean,
): Promise<{ body: Uint8Array; pages: number }> {
  return makePdf(
    'sheet',
    ROOMS.map((room) => paperData(sheet, kop, demo, room)),
    2,
  );
}

function paperData(sheet: IssuedSheet, kop: Letterhead, demo: boolean, room: Room) {
  const { content } = sheet;
  const sub = [
    say('sheet.for', { year: String(sheet.year) }),
    say('sheet.version', { version: sheet.version }),
    formatTime(sheet.issuedAt),
  ].join(' · ');
  const known = content.commodities.filter((c) => c.stance !== 'unheard');
  const compact = compactRows(content);
  return {
    title: `${say('sheet.titleFor', { kab: content.kabName })} · ${sub}`,
    kop,
    demo: demo ? say('app.demo') : '',
    size: room.size,
    line: room.line,
    footer: `${content.kabName} · ${sub}${demo ? ` · ${say('app.demo')}` : ''}`,
    heading: say('sheet.titleFor', { kab: content.kabName }),
    sub,
    verdict: say('sheet.verdict', { kab: content.kabName, ...content.counts }),
    commodity: {
      title: say('sheet.tab.commodity'),
      rows: known.slice(0, room.commodities).map((c) => ({
        no: c.question.number,
        name: commodityText(c),
        think: thinkText(c),
        basis: shorten(basisText(c).replaceAll('\n', ' '), room.basis),
      })),
      more: more(known.length - room.commodities),
    },
    services: {
      title: say('sheet.serviceTitle'),
      rows: serviceRows(content),
    },
    compact: {
      title: say('sheet.compactTitle'),
      rows: compact.slice(0, room.compact),
      more: more(compact.length - room.compact),
    },
    held: heldRows(content, room),
    readiness: readinessMatrix(content, room),
    limits: {
      title: say('sheet.tab.limit'),
      rows: content.limits.map((l) => ({
        no: l.question.number,
        question: say(`sheet.ask.${l.limit}`),
      })),
    },
    proposals: {
      title: say('sheet.tab.proposal'),
      rows: Array.from({ length: room.proposals }, (_, i) => `U${i + 1}`),
    },
    returnTo:
      [kop.office, kop.contact, kop.address].filter((t) => t !== '').join(', ') ||
      say('sheet.returnBlank'),
    words: wordsOf(),
  };
}

const more = (count: number): string => (count > 0 ? say('sheet.inWorkbook', { count }) : '');

/** A service in one row, its two questions beside each other. */
function serviceRows(content: SheetContent) {
  const names = [...new Set(content.services.map((c) => c.name.id))];
  const number = (name: string, topic: string) =>
    content.services.find((c) => c.name.id === name && c.question.topic === topic)?.question
      .number ?? '';
  return names.map((name) => ({
    name,
    demand: number(name, 'demand'),
    operator: number(name, 'operator'),
  }));
}

/** Questions that need no evidence beside them: shores, and commodities nobody mentioned. */
function compactRows(content: SheetContent) {
  return [
    ...content.coast.map((c) => ({
      no: c.question.number,
      name: say('sheet.ask.coast', { name: c.name }),
    })),
    ...content.commodities
      .filter((c) => c.stance === 'unheard')
      .map((c) => ({ no: c.question.number, name: commodityText(c) })),
  ];
}

/** Services are asked about above; what needs a sea that is not there cannot be opened by a pen. */
function heldRows(content: SheetContent, room: Room) {
  const services = new Set(content.services.map((c) => c.question.subject));
  const near = content.held.filter(
    (h) =>
      !services.has(h.recipe) &&
      h.opensWith.every((r) => r.code !== 'opens-never-coast') &&
      h.because.some((r) => r.code !== 'gate-nothing'),
  );
  const rest = content.held.length - Math.min(near.length, room.held);
  return {
    title: say('sheet.heldTitle'),
    rows: near.slice(0, room.held).map((h) => {
      const opens = h.opensWith[0] ?? h.because[0];
      return {
        name: h.name.id,
        opens: opens === undefined ? '' : shorten(reasonText('id', opens), 180),
      };
    }),
    more: rest > 0 ? say('sheet.andMore', { count: rest }) : '',
  };
}

/** One row a training and place, one column an item: small enough for a pen and a page. */
function readinessMatrix(content: SheetContent, room: Room) {
  const items = [...new Set(content.readiness.flatMap((r) => r.items.map((i) => i.item)))];
  const inOrder = (
    ['power', 'water', 'building', 'operator', 'raw_material', 'buyer', 'running_cost'] as const
  ).filter((i: ReadinessItem) => items.includes(i));
  const left = content.readiness.slice(room.readiness).reduce((n, r) => n + r.items.length, 0);
  return {
    title: say('sheet.tab.readiness'),
    items: inOrder.map((item) => say(`readiness.${item}`)),
    rows: content.readiness.slice(0, room.readiness).map((r) => ({
      name: r.name.id,
      place: placeText(content, r.place, r.placeName),
      cells: inOrder.map((item) => r.items.find((i) => i.item === item)?.question.number ?? null),
    })),
    more: more(left),
  };
}

function wordsOf(): Record<string, string> {
  return {
    page: say('paper.page'),
    of: say('paper.of'),
    circle: say('sheet.circle'),
    yes: say('sheet.mark.yes'),
    no: say('sheet.mark.no'),
    unknown: say('sheet.mark.unknown'),
    'no-col': say('sheet.col.no'),
    name: say('sheet.col.name'),
    basis: say('sheet.col.basis'),
    right: say('sheet.col.answer.commodity'),
    why: say('sheet.col.note.commodity'),
    training: say('sheet.col.recipe'),
    question: say('sheet.col.question'),
    answer: say('sheet.col.answer'),
    demand: say('sheet.col.demand'),
    operator: say('sheet.col.operator'),
    trade: say('sheet.col.trade'),
    place: say('sheet.col.place'),
    'why-there': say('sheet.col.why'),
    evidence: say('sheet.col.evidence'),
    'return-to': say('sheet.returnTo'),
    later: say('sheet.later'),
    'filled-by': say('sheet.guide.filled-by'),
    position: say('sheet.guide.position'),
    'filled-on': say('sheet.guide.filled-on'),
  };
}
