/** SQLSTATEs the server answers as problems instead of internal errors. */
export const isUniqueViolation = (error: unknown): boolean => sqlState(error) === '23505';
export const isTimeout = (error: unknown): boolean => sqlState(error) === '57014';
/** Connection gone, shutting down, or too many: the caller may try again. */
export const isUnavailable = (error: unknown): boolean => {
  const state = sqlState(error);
  const code = (error as { code?: string } | undefined)?.code;
  return (
    state === '57P01' ||
    state === '57P03' ||
    state === '53300' ||
    code === 'CONNECTION_CLOSED' ||
    code === 'CONNECTION_ENDED' ||
    code === 'CONNECT_TIMEOUT' ||
    code === 'ECONNREFUSED'
  );
};

function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
