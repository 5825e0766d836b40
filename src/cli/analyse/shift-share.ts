import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const shiftShare: Analysis = {
  name: 'shift-share',
  summary: 'Analisis pergeseran (shift-share)',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
