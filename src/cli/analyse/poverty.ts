import { CommandError, EXIT } from '../command.ts';
import type { Analysis } from './analysis.ts';

export const poverty: Analysis = {
  name: 'poverty',
  summary: 'Ukuran kemiskinan dan ketimpangan, dengan galat rancangan survei',
  help: '',
  options: {},
  run: async () => {
    throw new CommandError('belum ada', EXIT.internal);
  },
};
