import type { PlanInputs } from '#domain/limit.ts';
import type { Need } from '#domain/need.ts';
import type { PlanContent, PlanLine } from '#domain/plan.ts';
import type { Price } from '#domain/price.ts';
import type { VersionedRecipe } from '#domain/recipe.ts';

/**
 * Checks a plan from the outside: from the inputs, the register, the recipes and the price list, with
 * arithmetic of its own. It shares no code with the model it checks (types only) and knows nothing of
 * solvers. Answers with every rule broken, in words; empty where there is nothing to say.
 */
export interface VerifyInput {
  inputs: PlanInputs;
  needs: readonly Need[];
  kabs: readonly string[];
  island: ReadonlyMap<string, boolean | null>;
  recipes: readonly VersionedRecipe[];
  prices: readonly Price[];
  /** One person there and back; places without one use the price list. */
  travel: ReadonlyMap<string, number>;
  gate(place: string, recipe: string): 'open' | 'blocked' | 'overridden';
  readiness(place: string, recipe: string): 'ready' | 'conditional' | 'absent';
  content: PlanContent;
}

export function verifyPlan(v: VerifyInput): string[] {
  if (v.content.summary.status !== 'solved') return [];
  const wrong: string[] = [];
  const say = (ok: boolean, text: string) => {
    if (!ok) wrong.push(text);
  };
  for (const line of v.content.lines) checkLine(v, line, say);
  checkFamilies(v, say);
  checkMoney(v, say);
  checkLimits(v, say);
  checkTotals(v, say);
  return wrong;
}

type Say = (ok: boolean, text: string) => void;
const isWhole = (n: number) => Number.isInteger(n) && n >= 0;
const inside = (outer: string, code: string) => code === outer || code.startsWith(`${outer}.`);
const add = (numbers: readonly number[]) => {
  let total = 0;
  for (const n of numbers) total += n;
  return total;
};

function checkLine(v: VerifyInput, line: PlanLine, say: Say): void {
  const recipe = v.recipes.find((r) => r.id === line.recipe);
  if (recipe === undefined) {
    say(false, `${line.id}: unknown recipe`);
    return;
  }
  const numbers = [
    line.batches,
    line.participants,
    ...line.byDesil,
    line.trainingRupiah,
    line.kitRupiah,
  ];
  say(numbers.every(isWhole) && line.batches > 0, `${line.id}: not whole`);
  say(v.gate(line.place, line.recipe) !== 'blocked', `${line.id}: gate is closed`);
  const banned = v.inputs.bans.some(
    (b) => inside(b.code, line.place) && (b.recipe ?? line.recipe) === line.recipe,
  );
  say(!banned, `${line.id}: banned`);
  if (line.tier === 'kit')
    say(
      v.readiness(line.place, line.recipe) !== 'absent',
      `${line.id}: kit where something is missing`,
    );
  const size = Math.min(v.inputs.batchSize, recipe.training.participants ?? 999);
  const least = Math.min(v.inputs.minimumFill, size);
  say(line.participants <= size * line.batches, `${line.id}: batches too full`);
  say(line.participants >= least * line.batches, `${line.id}: batches too empty`);
  say(add(line.byDesil) === line.participants, `${line.id}: desils do not add up`);
  say(line.byDesil.length <= v.inputs.desils, `${line.id}: desil that does not count`);

  const [training, kit] = costByHand(v, line, recipe);
  say(
    training === line.trainingRupiah,
    `${line.id}: training ${line.trainingRupiah} ≠ ${training}`,
  );
  say(kit === line.kitRupiah, `${line.id}: kit ${line.kitRupiah} ≠ ${kit}`);
  for (const use of ['training', 'kit'] as const) {
    const paid = add(line.money.filter((m) => m.use === use).map((m) => m.rupiah));
    const due = use === 'kit' ? line.kitRupiah : line.trainingRupiah;
    say(paid === due, `${line.id}: ${use} paid ${paid} of ${due}`);
  }
  const rab = add(line.rab.flatMap((r) => r.lines.map((l) => l.rupiah * r.batches)));
  say(rab === line.trainingRupiah + line.kitRupiah, `${line.id}: RAB does not add up`);
  say(add(line.rab.map((r) => r.batches)) === line.batches, `${line.id}: RAB batches`);
  say(
    add(line.rab.map((r) => r.batches * r.participants)) === line.participants,
    `${line.id}: RAB people`,
  );
}

/** The cost of a line from quantities and prices, written out once more. */
function costByHand(v: VerifyInput, line: PlanLine, recipe: VersionedRecipe): [number, number] {
  const price = (item: string): number => {
    const own = v.prices.find((p) => p.item === item && p.code === line.kab);
    const all = v.prices.find((p) => p.item === item && p.code === '74');
    const rupiah = (own ?? all)?.rupiah;
    return rupiah ?? Number.NaN;
  };
  const t = recipe.training;
  const days = t.days ?? Number.NaN;
  const trainers = t.trainers ?? Number.NaN;
  const n = line.participants;
  const b = line.batches;
  const trip = v.travel.get(line.place) ?? price('perjalanan-narasumber');
  let training = 0;
  training += b * days * (t.hoursPerDay ?? Number.NaN) * trainers * price('narasumber-jp');
  training += b * trainers * trip;
  training += (n + b * trainers) * days * price('konsumsi');
  training += n * days * price('transport-peserta');
  training += n * price(`material:${recipe.id}`);
  training += b * days * price('tempat');
  if (t.mentoringMonths !== 0)
    training += b * (t.mentoringMonths ?? Number.NaN) * price('pendampingan');
  if (line.tier === 'training') return [training, 0];
  const sets = recipe.kit.setsPerBatch ?? Number.NaN;
  let kit = b * sets * price('uji-coba');
  for (const item of recipe.kit.items)
    kit +=
      item.quantity === null
        ? b * sets * price(`kit-lot:${item.code}`)
        : b * Math.round(item.quantity * sets * price(`kit:${item.code}`));
  if (v.island.get(line.place) === true) kit += b * price('kirim-pulau');
  return [training, kit];
}

/** One participant per family: no village sends more families of a desil than it has. */
function checkFamilies(v: VerifyInput, say: Say): void {
  const sent = new Map<string, number[]>();
  for (const village of v.content.villages) {
    const line = v.content.lines.find((l) => l.id === village.line);
    say(line !== undefined, `${village.code}: people without a line`);
    say(
      village.kab === line?.kab && inside(village.kab, village.code),
      `${village.code}: other kabupaten`,
    );
    say(add(village.byDesil) === village.participants, `${village.code}: desils do not add up`);
    const so = sent.get(village.code) ?? village.byDesil.map(() => 0);
    sent.set(
      village.code,
      so.map((k, d) => k + (village.byDesil[d] ?? 0)),
    );
  }
  for (const [code, byDesil] of sent) {
    const need = v.needs.find((n) => n.code === code);
    byDesil.forEach((k, d) => {
      say(k <= (need?.eligible[d] ?? 0), `${code}: ${k} participants of desil ${d + 1}`);
    });
  }
  for (const line of v.content.lines) {
    const people = v.content.villages.filter((p) => p.line === line.id);
    say(
      add(people.map((p) => p.participants)) === line.participants,
      `${line.id}: villages do not add up`,
    );
    const kept = (line.women ?? 0) + (line.disabled ?? 0);
    say(kept <= line.participants, `${line.id}: more kept seats than seats`);
    const could = (field: 'eligibleWomen' | 'eligibleDisabled') =>
      add(
        people.flatMap((p) =>
          p.byDesil.map((k, d) =>
            Math.min(k, v.needs.find((n) => n.code === p.code)?.[field]?.[d] ?? 0),
          ),
        ),
      );
    say((line.women ?? 0) <= could('eligibleWomen'), `${line.id}: no such women`);
    say((line.disabled ?? 0) <= could('eligibleDisabled'), `${line.id}: no such people`);
  }
}

function checkMoney(v: VerifyInput, say: Say): void {
  for (const source of v.inputs.sources) {
    const paid = v.content.lines.flatMap((l) =>
      l.money.filter((m) => m.source === source.id).map((m) => ({ ...m, kab: l.kab })),
    );
    const total = add(paid.map((p) => p.rupiah));
    say(total <= source.amountRupiah, `${source.id}: ${total} of ${source.amountRupiah}`);
    say(paid.length === 0 || source.year === v.inputs.year, `${source.id}: other year`);
    for (const p of paid) {
      say(source.use === 'any' || source.use === p.use, `${source.id}: pays for ${p.use}`);
      say(
        source.kabs.length === 0 || source.kabs.includes(p.kab),
        `${source.id}: pays in ${p.kab}`,
      );
      say(isWhole(p.rupiah), `${source.id}: not whole rupiah`);
    }
  }
}

function checkLimits(v: VerifyInput, say: Say): void {
  const { inputs, content } = v;
  const { lines } = content;
  const batchesIf = (keep: (l: PlanLine) => boolean) =>
    add(lines.filter(keep).map((l) => l.batches));
  const isPossible = new Set([
    ...lines.map((l) => l.kab),
    ...content.absent.filter((a) => a.options.some((o) => o.rate !== null)).map((a) => a.kab),
  ]);
  for (const kab of v.kabs) {
    const own = inputs.kabLimits.find((l) => l.kab === kab);
    const here = batchesIf((l) => l.kab === kab);
    const least = own?.min ?? (isPossible.has(kab) ? inputs.minPerKab : 0);
    const most = own?.max ?? inputs.maxPerKab;
    say(here >= least, `${kab}: ${here} batches, at least ${least}`);
    say(most === null || here <= most, `${kab}: ${here} batches, at most ${most}`);
  }
  for (const place of new Set(lines.map((l) => l.place))) {
    const here = batchesIf((l) => l.place === place);
    say(inputs.maxPerKec === null || here <= inputs.maxPerKec, `${place}: ${here} batches`);
  }
  const groupOf = (l: PlanLine) => v.recipes.find((r) => r.id === l.recipe)?.training;
  for (const group of new Set(lines.map((l) => groupOf(l)?.trainerGroup))) {
    const perMonth =
      inputs.trainers.groups.find((g) => g.group === group)?.perMonth ?? inputs.trainers.perMonth;
    const busy = add(
      lines
        .filter((l) => groupOf(l)?.trainerGroup === group)
        .map((l) => l.batches * (groupOf(l)?.trainers ?? 1)),
    );
    say(
      perMonth === null || busy <= perMonth * inputs.trainers.months,
      `trainers ${group}: ${busy}`,
    );
  }
  for (const lock of inputs.locks) {
    const here = batchesIf((l) => l.recipe === lock.recipe && inside(lock.code, l.place));
    say(here >= lock.batches, `lock ${lock.code} ${lock.recipe}: ${here}`);
  }
  const share = (percent: number | null, got: number, of: number, name: string) =>
    say(percent === null || got + 1e-6 >= (percent / 100) * of, `${name}: ${got} of ${of}`);
  const told = (field: 'women' | 'disabled') => lines.filter((l) => l[field] !== null);
  const people = (list: readonly PlanLine[]) => add(list.map((l) => l.participants));
  const women = told('women');
  share(inputs.shares.women, add(women.map((l) => l.women ?? 0)), people(women), 'women');
  const disabled = told('disabled');
  share(
    inputs.shares.disability,
    add(disabled.map((l) => l.disabled ?? 0)),
    people(disabled),
    'disability',
  );
  const known = lines.filter((l) => (v.island.get(l.place) ?? null) !== null);
  const islands = known.filter((l) => v.island.get(l.place) === true);
  share(inputs.shares.islands, people(islands), people(known), 'islands');
}

function checkTotals(v: VerifyInput, say: Say): void {
  const plan = v.content.summary.variants.find((t) => t.variant === 'plan');
  const { lines } = v.content;
  say(plan?.batches === add(lines.map((l) => l.batches)), 'total batches');
  say(plan?.participants === add(lines.map((l) => l.participants)), 'total participants');
  say(plan?.costRupiah === add(lines.map((l) => l.trainingRupiah + l.kitRupiah)), 'total cost');
  const gap = (((plan?.bound ?? 0) - (plan?.worth ?? 0)) / (plan?.worth ?? 1)) * 100;
  say((plan?.gapPercent ?? -1) + 1e-6 >= gap, `gap ${gap} said to be ${plan?.gapPercent}`);
  for (const variant of v.content.summary.variants) {
    const rows = v.content.splits.filter((s) => s.variant === variant.variant);
    say(rows.length === v.kabs.length, `${variant.variant}: a kabupaten is missing`);
    say(add(rows.map((r) => r.participants)) === variant.participants, `${variant.variant}: rows`);
    say(
      variant.costRupiah + variant.leftRupiah === variant.moneyRupiah,
      `${variant.variant}: left over`,
    );
    for (const r of rows)
      say(
        r.shareRupiah === null || r.costRupiah <= r.shareRupiah,
        `${variant.variant} ${r.kab}: over its part`,
      );
  }
}
