// npm start: install what is missing, then hand over to the command line.
import { checkNode, ensureInstalled } from './install.mjs';

checkNode();
ensureInstalled();
process.argv.splice(2, 0, 'start');
await import('../bin/titik-temu');
