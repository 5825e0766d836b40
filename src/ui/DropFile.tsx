import { useState } from 'react';

/** One place to drop or choose a file; a label around the input, so keys and screen readers work. */
export function DropFile(props: {
  label: string;
  help: string;
  busy: boolean;
  onFile: (file: File) => void;
}) {
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const file = list?.[0];
    if (file && !props.busy) props.onFile(file);
  };
  return (
    <label
      className={over ? 'drop drop-over' : 'drop'}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        take(e.dataTransfer.files);
      }}
    >
      <strong aria-live="polite">{props.label}</strong>
      <span className="small soft">{props.help}</span>
      <input
        type="file"
        className="visually-hidden"
        accept=".csv,.xlsx,.txt,text/csv"
        disabled={props.busy}
        onChange={(e) => {
          take(e.target.files);
          e.target.value = '';
        }}
      />
    </label>
  );
}
