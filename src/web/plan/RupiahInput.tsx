import { useState } from 'react';
import { useSay } from '#ui/language.tsx';
import { Field } from '#ui/parts.tsx';
import { readRupiah } from './written-rupiah.ts';

/** Money: typed as "4 miliar" or "4.000.000.000", always shown in full. Unreadable goes on as NaN. */
export function RupiahInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange: (rupiah: number) => void;
}) {
  const say = useSay();
  const [text, setText] = useState<string>();
  const isWrong = Number.isNaN(value);
  return (
    <Field
      label={label}
      help={text !== undefined && !isWrong ? say.rupiah(value) : undefined}
      error={isWrong ? say.t('plan.rupiahWrong') : undefined}
    >
      {(p) => (
        <input
          className="input number"
          {...p}
          inputMode="text"
          value={text ?? say.rupiah(value)}
          onFocus={(e) => e.target.select()}
          onChange={(e) => {
            setText(e.target.value);
            onChange(readRupiah(e.target.value) ?? Number.NaN);
          }}
          onBlur={() => {
            if (!isWrong) setText(undefined);
          }}
        />
      )}
    </Field>
  );
}
