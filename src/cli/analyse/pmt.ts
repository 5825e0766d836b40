import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const pmt: Analysis = {
  name: 'pmt',
  summary: 'Model duga pengeluaran (proxy means test)',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
