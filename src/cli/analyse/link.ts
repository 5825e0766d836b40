import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const link: Analysis = {
  name: 'link',
  summary: 'Mencari orang atau keluarga yang sama di satu atau dua berkas',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
