/** One command: a name, a line for the overview, a help text with examples, and what it does. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  /** Help on what was named behind the command; `help` where there is nothing to name. */
  helpOn?(args: readonly string[]): string;
  run(args: readonly string[]): Promise<number>;
}

/** Exit codes, from sysexits where one fits; printed in docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** The command ran and the answer is no: rows refused, plan infeasible. */
  refused: 1,
  usage: 64,
  badInput: 65,
  noInput: 66,
  unavailable: 69,
  internal: 70,
  fileTrouble: 74,
  noPermission: 77,
} as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** One of the words an option allows; anything else is refused instead of quietly replaced. */
export function choice<T extends string>(
  option: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((a) => a === value);
  if (found !== undefined) return found;
  throw new CommandError(`${option}: ${allowed.join(', ')}; bukan "${value}".`, EXIT.usage);
}

/** Ends the command with a sentence on stderr and an exit code. */
export class CommandError extends Error {
  readonly exit: Exit;
  constructor(message: string, exit: Exit) {
    super(message);
    this.exit = exit;
  }
}
