import type { registryApi } from '#api/registry.ts';
import type { Handlers } from '../context.ts';
import { familyHandlers } from './family-handlers.ts';
import { importHandlers } from './import-handlers.ts';

export const registryHandlers: Handlers<typeof registryApi> = {
  ...importHandlers,
  ...familyHandlers,
};
