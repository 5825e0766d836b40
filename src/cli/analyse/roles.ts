import { CommandError, EXIT } from '../command.ts';
import type { AnalysisRequest } from './analysis.ts';

type Values = AnalysisRequest['values'];

/** The value of an option that must be there. */
export function needed(values: Values, option: string, meaning: string): string {
  const value = values[option];
  if (typeof value === 'string' && value !== '') return value;
  throw new CommandError(`Sebutkan --${option}: ${meaning}. Lihat --help.`, EXIT.usage);
}

export function optional(values: Values, option: string): string | undefined {
  const value = values[option];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Given once with commas between, or several times. */
export function list(values: Values, option: string): string[] {
  const value = values[option];
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return all
    .flatMap((v) => String(v).split(','))
    .map((v) => v.trim())
    .filter((v) => v !== '');
}

/** A number on the command line, in the notation of programs: 0.05, 1e-6. */
export function numberOption(
  values: Values,
  option: string,
  otherwise: number,
  limits: { readonly min?: number; readonly max?: number; readonly whole?: boolean } = {},
): number {
  const text = optional(values, option);
  if (text === undefined) return otherwise;
  const value = Number(text);
  const { min = -Infinity, max = Infinity } = limits;
  if (
    Number.isFinite(value) &&
    value >= min &&
    value <= max &&
    (!limits.whole || Number.isInteger(value))
  )
    return value;
  const range = [
    limits.whole ? 'bilangan bulat' : 'angka',
    Number.isFinite(min) ? `paling kecil ${min}` : '',
    Number.isFinite(max) ? `paling besar ${max}` : '',
  ].filter((part) => part !== '');
  throw new CommandError(`--${option}: ${range.join(', ')}; bukan "${text}".`, EXIT.usage);
}
