import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { regionsApi } from '#api/regions.ts';
import { covers, type RegionLevel } from '#domain/region.ts';
import { useSay } from './language.tsx';
import { useOperation } from './use-operation.ts';
import './region-picker.css';

export interface PickedRegion {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  /** Where it lies: "Wawonii Barat · Konawe Kepulauan". */
  readonly path: string;
}

interface Props {
  label: string;
  hideLabel?: boolean;
  /** Only these levels can be chosen. */
  levels: readonly RegionLevel[];
  /** Only regions inside this one. */
  within?: string | undefined;
  value: Pick<PickedRegion, 'code' | 'name'> | undefined;
  onChange: (region: PickedRegion | undefined) => void;
}

const STORE = 'titik-temu:recent-regions';
const RECENT = 6;

/**
 * One field for regions of every level: type a name or a code, choose with the arrows and Enter.
 * What was chosen lately stands on top while nothing is typed.
 */
export function RegionPicker({ label, hideLabel, levels, within, value, onChange }: Props) {
  const say = useSay();
  const id = useId();
  const [text, setText] = useState<string>();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const typed = text ?? '';
  const asked = useLate(typed.trim(), 150);
  const searching = asked.length >= 2;
  const found = useOperation(
    regionsApi.searchRegions,
    { q: asked, levels: levels.join(',') },
    { enabled: open && searching, staleMs: 60_000 },
  );
  const allowed = (r: PickedRegion) =>
    levels.includes(r.level) && (within === undefined || covers(within, r.code));
  const options = (searching ? (found.data ?? []) : recentRegions()).filter(allowed);
  const shown = open && (options.length > 0 || typed !== '');
  const here = Math.min(at, options.length - 1);

  const choose = (region: PickedRegion | undefined) => {
    if (region) remember(region);
    onChange(region);
    setText(undefined);
    setOpen(false);
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((here + step + options.length) % Math.max(1, options.length));
    } else if (event.key === 'Enter' && shown) {
      event.preventDefault();
      const region = options[here];
      if (region) choose(region);
    } else if (event.key === 'Escape') {
      setText(undefined);
      setOpen(false);
    }
  };
  return (
    <div className="picker">
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : 'picker-label'}>
        {label}
      </label>
      <div className="picker-box">
        <input
          id={id}
          className="input"
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(shown && options[here] ? { 'aria-activedescendant': `${id}-${here}` } : {})}
          placeholder={say.t('region.pick')}
          value={text ?? value?.name ?? ''}
          onFocus={(e) => {
            e.target.select();
            setOpen(true);
          }}
          onBlur={() => {
            setOpen(false);
            setText(undefined);
          }}
          onChange={(e) => {
            setText(e.target.value);
            setAt(0);
            setOpen(true);
          }}
          onKeyDown={onKeyDown}
        />
        {value && (
          <button
            type="button"
            className="picker-clear"
            aria-label={`${say.t('region.clear')}: ${label}`}
            onClick={() => choose(undefined)}
          >
            <span aria-hidden="true">×</span>
          </button>
        )}
      </div>
      <div
        id={`${id}-list`}
        className="picker-list"
        role="listbox"
        aria-label={label}
        hidden={!shown}
        // Keeps the focus, and with it the list, while the pointer chooses.
        onPointerDown={(e) => e.preventDefault()}
      >
        {!searching && options.length > 0 && (
          <div className="picker-note" role="presentation">
            {say.t('region.recent')}
          </div>
        )}
        {options.map((region, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled in the field, as listboxes do
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points here
          <div
            key={region.code}
            id={`${id}-${i}`}
            className="picker-option"
            role="option"
            aria-selected={i === here}
            onPointerEnter={() => setAt(i)}
            onClick={() => choose(region)}
          >
            <span className="picker-name">{region.name}</span>
            <span className="picker-where">
              {say.t(`region.${region.level}`)}
              {region.path && ` · ${region.path}`} · {region.code}
            </span>
          </div>
        ))}
        {options.length === 0 && (
          <div className="picker-note" role="presentation">
            {searching && !found.isPending
              ? say.t('region.none', { q: asked })
              : say.t('region.typeMore')}
          </div>
        )}
      </div>
      <span className="visually-hidden" aria-live="polite">
        {shown && searching && found.data ? say.t('region.found', { n: options.length }) : ''}
      </span>
    </div>
  );
}

function useLate(value: string, ms: number): string {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return late;
}

function recentRegions(): PickedRegion[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORE) ?? '[]');
    return Array.isArray(stored) ? (stored as PickedRegion[]) : [];
  } catch {
    return [];
  }
}

function remember({ code, name, level, path }: PickedRegion): void {
  const others = recentRegions().filter((r) => r.code !== code);
  const list = [{ code, name, level, path }, ...others].slice(0, RECENT);
  try {
    localStorage.setItem(STORE, JSON.stringify(list));
  } catch {
    // A full or closed store only costs the convenience.
  }
}
