import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const effect: Analysis = {
  name: 'effect',
  summary: 'Dampak program dengan pembanding',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
