import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const fayHerriot: Analysis = {
  name: 'fay-herriot',
  summary: 'Pendugaan wilayah kecil Fay–Herriot (EBLUP)',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
