import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const hotspots: Analysis = {
  name: 'hotspots',
  summary: 'Pola ruang: Moran, Geary, Getis–Ord, Moran lokal',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
