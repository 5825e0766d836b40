import { type ReactNode, useState } from 'react';
import { readNumber } from '#domain/written-number.ts';
import { useSay } from '#ui/language.tsx';
import { Field } from '#ui/parts.tsx';

interface Props {
  label: ReactNode;
  help?: ReactNode;
  value: number | null;
  min: number;
  max: number;
  /** Whole numbers only, unless said otherwise. */
  decimals?: boolean;
  /** What an empty field means; without it the field must be filled in. */
  blank?: string;
  /** A rule the number alone cannot break. */
  error?: string | undefined;
  onChange: (value: number | null) => void;
}

/**
 * A number as people type it, with its bounds said beside it. What cannot be read goes on as NaN, so
 * that nothing is solved with a number nobody typed.
 */
export function NumberInput(props: Props) {
  const say = useSay();
  const [text, setText] = useState<string>();
  const { value, min, max } = props;
  const isWrong =
    value === null
      ? props.blank === undefined
      : !(value >= min && value <= max) || (!props.decimals && !Number.isInteger(value));
  const written = (n: number) => say.number(n, props.decimals ? 4 : 0);
  const shown = text ?? (value === null || Number.isNaN(value) ? '' : written(value));
  return (
    <Field
      label={props.label}
      help={props.help}
      error={
        isWrong ? say.t('plan.numberWrong', { min: written(min), max: written(max) }) : props.error
      }
    >
      {(p) => (
        <input
          className="input"
          {...p}
          inputMode={props.decimals ? 'decimal' : 'numeric'}
          placeholder={props.blank}
          value={shown}
          onChange={(e) => {
            setText(e.target.value);
            props.onChange(numberOf(e.target.value, say.language === 'id' ? 'comma' : 'dot'));
          }}
          onBlur={() => {
            if (!isWrong) setText(undefined);
          }}
        />
      )}
    </Field>
  );
}

function numberOf(text: string, mark: 'comma' | 'dot'): number | null {
  if (text.trim() === '') return null;
  const read = readNumber(text, mark);
  return read.ok ? read.value : Number.NaN;
}
