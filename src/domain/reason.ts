/**
 * Why something is so, as data: a stable word and the values the sentence needs. The message
 * `reason.<code>` says it; papers, screens and the command line all read the same list.
 */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export const reason = (code: string, params: Record<string, string | number> = {}): Reason => ({
  code,
  params,
});
