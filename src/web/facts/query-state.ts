export { useQueryState } from '#ui/query-state.ts';
