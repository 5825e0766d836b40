import {
  keepPreviousData,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { AnyOperation, InputOf, ReplyOf } from '#api/operation.ts';
import { type CallError, call } from './call.ts';

/** Server state of one operation; keyed by its path and input, kept on screen while it refreshes. */
export function useOperation<O extends AnyOperation>(
  operation: O,
  input: InputOf<O>,
  options: { enabled?: boolean; refetchMs?: number | false; staleMs?: number } = {},
): UseQueryResult<ReplyOf<O>, CallError> {
  return useQuery<ReplyOf<O>, CallError>({
    queryKey: [operation.path, operation.method, input],
    queryFn: ({ signal }) => call(operation, input, { signal }),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchMs ?? false,
    staleTime: options.staleMs ?? 10_000,
    retry: (count, error) => error.code === 'network' && count < 2,
  });
}

/** A write. Everything read from the server is asked again afterwards: one office, few writes. */
export function useChange<O extends AnyOperation>(
  operation: O,
): UseMutationResult<ReplyOf<O>, CallError, InputOf<O>> {
  const client = useQueryClient();
  return useMutation<ReplyOf<O>, CallError, InputOf<O>>({
    mutationFn: (input) => call(operation, input),
    onSuccess: () => client.invalidateQueries(),
  });
}
