import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const targeting: Analysis = {
  name: 'targeting',
  summary: 'Galat penyasaran: salah masuk, salah keluar',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
