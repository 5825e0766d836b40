import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const smooth: Analysis = {
  name: 'smooth',
  summary: 'Perhalusan angka wilayah kecil (Bayes empiris)',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
