import { kabOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { RegionPicker } from '#ui/RegionPicker.tsx';
import { useMe } from '#ui/session.tsx';
import { type Measure, measures } from './measures.ts';
import type { Level, View } from './use-shown.ts';

const GROUPS: readonly Measure['group'][] = ['register', 'housing', 'published'];

/** What is shown, at which level, for which year; and a way to a place by its name. */
export function MapControls({
  view,
  years,
  shownYear,
  hasVillages,
  set,
}: {
  view: View;
  years: readonly { year: number; places: number }[];
  shownYear: number | undefined;
  hasVillages: boolean;
  set: (changes: Record<string, string>) => void;
}) {
  const say = useSay();
  const me = useMe();
  const isPublished = view.measure.group === 'published';
  const levels: readonly Level[] = hasVillages ? ['kab', 'kec', 'village'] : ['kab', 'kec'];
  return (
    <div className="peta-controls no-print">
      <label className="field peta-measure">
        <span className="peta-label">{say.t('peta.measure')}</span>
        <select
          className="select"
          value={view.measure.id}
          onChange={(e) => set({ ukuran: e.target.value, tahun: '', kelas: '' })}
        >
          {GROUPS.map((group) => (
            <optgroup key={group} label={say.t(`peta.group.${group}`)}>
              {measures
                .filter((m) => m.group === group)
                .map((m) => (
                  <option key={m.id} value={m.id}>
                    {say.t(m.label)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {view.measure.group === 'register' && (
        <label className="field">
          <span className="peta-label">{say.t('peta.desil')}</span>
          <select
            className="select"
            value={view.desil}
            onChange={(e) => set({ desil: e.target.value === '1' ? '' : e.target.value })}
          >
            {[1, 2, 3, 4].map((d) => (
              <option key={d} value={d}>
                {d === 1 ? say.t('peta.desil1') : say.t('peta.desilUpTo', { desil: d })}
              </option>
            ))}
          </select>
        </label>
      )}
      {isPublished ? (
        <label className="field">
          <span className="peta-label">{say.t('peta.year')}</span>
          <select
            className="select"
            value={view.year ?? shownYear ?? ''}
            onChange={(e) => set({ tahun: e.target.value })}
          >
            {years.map(({ year, places }) => (
              <option key={year} value={year}>
                {say.t('peta.yearPlaces', { year: String(year), n: places })}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <fieldset className="peta-levels">
          <legend className="peta-label">{say.t('peta.level')}</legend>
          {levels.map((level) => (
            <label key={level} className="peta-level">
              <input
                type="radio"
                name="tingkat"
                checked={view.level === level}
                onChange={() => set({ tingkat: level === 'kec' ? '' : level })}
              />
              <span>{say.t(`peta.level.${level}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <RegionPicker
        label={say.t('peta.find')}
        levels={['kab', 'kec']}
        within={me.area.length === 5 ? me.area : undefined}
        value={undefined}
        onChange={(region) => {
          if (region === undefined) return;
          const isKec = region.level === 'kec';
          set({
            wilayah: region.code,
            ...(isKec && !isPublished ? { fokus: kabOf(region.code), tingkat: '' } : {}),
          });
        }}
      />
    </div>
  );
}
