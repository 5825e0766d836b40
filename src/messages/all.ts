import { accessMessages } from './access.ts';
import { commonMessages } from './common.ts';
import { problemMessages } from './problems.ts';

export const all = {
  ...commonMessages,
  ...problemMessages,
  ...accessMessages,
} as const;

export type MessageKey = keyof typeof all;
