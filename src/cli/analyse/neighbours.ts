import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const neighbours: Analysis = {
  name: 'neighbours',
  summary: 'Tetangga wilayah dari poligon atau titik',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
