import { useSay } from '#ui/language.tsx';
import { Field } from '#ui/parts.tsx';

const SPAN = 6;

/** A year is chosen, not typed: half a year is no year. */
export function YearSelect({
  value,
  first,
  onChange,
}: {
  value: number;
  first: number;
  onChange: (year: number) => void;
}) {
  const say = useSay();
  const years = Array.from({ length: SPAN }, (_, i) => first + i);
  return (
    <Field label={say.t('plan.year')}>
      {(p) => (
        <select
          className="select"
          {...p}
          value={value}
          onChange={(e) => onChange(Number(e.target.value))}
        >
          {[...new Set([...years, value])].sort().map((year) => (
            <option key={year} value={year}>
              {year}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
