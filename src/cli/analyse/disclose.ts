import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const disclose: Analysis = {
  name: 'disclose',
  summary: 'Pengamanan tabel untuk umum',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
