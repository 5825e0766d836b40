import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const allocate: Analysis = {
  name: 'allocate',
  summary: 'Alokasi paket di bawah beberapa anggaran',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
