import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const classify: Analysis = {
  name: 'classify',
  summary: 'Kelas untuk peta: kuantil, alami (Jenks), tetap',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
