import { analyse } from './analyse.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { boundaries } from './boundaries.ts';
import { type Command, EXIT } from './command.ts';
import { demo } from './demo.ts';
import { facts } from './facts.ts';
import { explainFailure } from './failure.ts';
import { gate } from './gate.ts';
import { importCommand } from './import.ts';
import { planCommand } from './plan.ts';
import { points } from './points.ts';
import { start } from './start.ts';

/** Every command of `titik-temu`, in the order of its help. */
const commands: readonly Command[] = [
  start,
  importCommand,
  facts,
  boundaries,
  points,
  gate,
  planCommand,
  analyse,
  demo,
  backupCommand,
  restoreCommand,
];

export async function main(args: readonly string[]): Promise<number> {
  // `titik-temu … | head`: the reader has seen enough; the command still ends in order.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview());
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  const command = commands.find((c) => c.name === name);
  if (command === undefined) {
    process.stderr.write(`Perintah "${name}" tidak dikenal.\n\n${overview()}`);
    return EXIT.usage;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`${(command.helpOn?.(rest) ?? command.help).trim()}\n`);
    return EXIT.ok;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    const known = explainFailure(error, command.name);
    process.stderr.write(`${known.message}\n`);
    return known.exit;
  }
}

function overview(): string {
  const width = Math.max(...commands.map((c) => c.name.length));
  const lines = commands.map((c) => `  ${c.name.padEnd(width)}  ${c.summary}`);
  return `titik-temu <perintah> [pilihan]\n\n${lines.join('\n')}\n\ntitik-temu <perintah> --help menjelaskan satu perintah dengan contoh.\n`;
}
