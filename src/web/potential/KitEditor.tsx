import type { Recipe } from '#domain/recipe.ts';
import { useSay } from '#ui/language.tsx';
import { Button } from '#ui/parts.tsx';

type Item = Recipe['kit']['items'][number];

const numberOrNull = (text: string): number | null => {
  const clean = text.trim().replace(',', '.');
  return clean === '' || !Number.isFinite(Number(clean)) ? null : Number(clean);
};

/** A code people never type: made from the name once, and kept, because prices hang on it. */
const codeFrom = (name: string, taken: readonly string[]): string => {
  const stem =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 34) || 'alat';
  let code = stem;
  for (let n = 2; taken.includes(code); n++) code = `${stem}-${n}`;
  return code;
};

/** The kit's items as rows to type in. */
export function KitEditor({
  items,
  onChange,
}: {
  items: readonly Item[];
  onChange: (items: Item[]) => void;
}) {
  const say = useSay();
  const set = (index: number, part: Partial<Item>) =>
    onChange(items.map((item, i) => (i === index ? { ...item, ...part } : item)));
  const input = (
    index: number,
    label: string,
    value: string | number | null,
    onText: (text: string) => void,
  ) => (
    <label className="kit-cell">
      <span className="kit-label">{label}</span>
      <input
        className="input"
        aria-label={`${label} ${index + 1}`}
        defaultValue={value ?? ''}
        placeholder={say.t('recipe.blank')}
        onChange={(e) => onText(e.target.value)}
      />
    </label>
  );
  return (
    <div className="stack-s">
      {items.map((item, i) => (
        <div key={item.code} className="kit-row">
          {input(i, say.t('recipe.kitItem'), item.name, (name) => set(i, { name }))}
          {input(i, say.t('recipe.quantity'), item.quantity, (text) =>
            set(i, { quantity: numberOrNull(text) }),
          )}
          {input(i, say.t('recipe.watt'), item.powerWatt, (text) =>
            set(i, { powerWatt: numberOrNull(text) }),
          )}
          {input(i, say.t('recipe.note'), item.note, (text) => set(i, { note: text || null }))}
          <Button
            small
            look="quiet"
            aria-label={`${say.t('action.remove')} ${item.name}`}
            onClick={() => onChange(items.filter((_, k) => k !== i))}
          >
            {say.t('action.remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button
          small
          onClick={() =>
            onChange([
              ...items,
              {
                code: codeFrom(
                  `${say.t('recipe.kitItem')} ${items.length + 1}`,
                  items.map((i) => i.code),
                ),
                name: '',
                quantity: null,
                powerWatt: null,
                note: null,
              },
            ])
          }
        >
          {say.t('recipe.addItem')}
        </Button>
      </div>
    </div>
  );
}
