import { useSay } from '#ui/language.tsx';
import { Button } from '#ui/parts.tsx';
import type { useQueryState } from '#ui/query-state.ts';
import { kitState, kitStates, type ViewLine } from './plan-words.tsx';

type Query = ReturnType<typeof useQueryState>;

/** Lines the address asks for; `textOf` is what a search looks through. */
export function matching(
  lines: readonly ViewLine[],
  query: Query,
  textOf: (line: ViewLine) => string,
): ViewLine[] {
  const [kab, recipe, kit] = [query.get('kab'), query.get('resep'), query.get('alat')];
  const words = query.get('cari').toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter(
    (l) =>
      (kab === '' || l.kab === kab) &&
      (recipe === '' || l.recipe === recipe) &&
      (kit === '' || kitState(l) === kit) &&
      (words.length === 0 || words.every((w) => textOf(l).includes(w))),
  );
}

export function LineFilters({
  lines,
  names,
  query,
}: {
  lines: readonly ViewLine[];
  names: ReadonlyMap<string, string>;
  query: Query;
}) {
  const say = useSay();
  const kabs = [...new Set(lines.map((l) => l.kab))].sort();
  const recipes = [...new Map(lines.map((l) => [l.recipe, l.recipeName[say.language]]))].sort(
    ([, a], [, b]) => a.localeCompare(b),
  );
  const active = ['kab', 'resep', 'alat', 'cari'].some((name) => query.get(name) !== '');
  return (
    <div className="plan-filters no-print">
      <input
        className="input"
        type="search"
        aria-label={say.t('action.search')}
        placeholder={say.t('action.search')}
        value={query.get('cari')}
        onChange={(e) => query.set({ cari: e.target.value })}
      />
      <Choice
        label={say.t('plan.kab')}
        all={say.t('plan.allKabs')}
        value={query.get('kab')}
        options={kabs.map((code) => [code, names.get(code) ?? code])}
        onChange={(kab) => query.set({ kab })}
      />
      <Choice
        label={say.t('plan.product')}
        all={say.t('plan.allProducts')}
        value={query.get('resep')}
        options={recipes}
        onChange={(resep) => query.set({ resep })}
      />
      <Choice
        label={say.t('plan.kit')}
        all={say.t('plan.allKits')}
        value={query.get('alat')}
        options={kitStates.map((k) => [k, say.t(`plan.kit.${k}`)])}
        onChange={(alat) => query.set({ alat })}
      />
      {active && (
        <Button
          small
          look="quiet"
          onClick={() => query.set({ kab: '', resep: '', alat: '', cari: '' })}
        >
          {say.t('plan.clearFilters')}
        </Button>
      )}
    </div>
  );
}

function Choice(props: {
  label: string;
  all: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <select
      className="select"
      aria-label={props.label}
      value={props.value}
      onChange={(e) => props.onChange(e.target.value)}
    >
      <option value="">{props.all}</option>
      {props.options.map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
  );
}
