import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const quotient: Analysis = {
  name: 'quotient',
  summary: 'Komoditas basis: LQ, DLQ, tipologi Klassen',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
