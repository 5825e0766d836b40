import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const mpi: Analysis = {
  name: 'mpi',
  summary: 'Indeks kemiskinan multidimensi (Alkire–Foster)',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
