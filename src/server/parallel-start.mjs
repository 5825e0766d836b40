// Node 20 does not run `--import` hooks in a worker thread, so the worker registers tsx itself.
import { register } from 'tsx/esm/api';

register();
await import('./parallel-worker.ts');
