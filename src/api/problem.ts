/**
 * Every refusal the server can answer with. The word is the contract: stable for ever, never reused.
 * The client turns it into Indonesian through the message `problem.<code>`.
 */
export const problems = {
  'bad-input': 400,
  'bad-origin': 403,
  'signed-out': 401,
  'wrong-password': 401,
  'too-many-tries': 429,
  'not-allowed': 403,
  'outside-area': 403,
  'not-found': 404,
  'already-exists': 409,
  'changed-meanwhile': 409,
  'in-use': 409,
  'weak-password': 422,
  'setup-closed': 410,
  'file-too-large': 413,
  'file-not-readable': 422,
  'file-hostile': 422,
  'file-already-imported': 409,
  'import-not-ready': 409,
  'import-newer-exists': 409,
  'demo-real-mixed': 409,
  'reason-needed': 422,
  'not-costable': 422,
  'plan-infeasible': 422,
  'rule-broken': 422,
  busy: 503,
  internal: 500,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problems;

export interface ProblemBody {
  type: string;
  status: number;
  code: ProblemCode;
  requestId: string;
  /** Values the message needs: names, counts, limits. Never personal data. */
  details: Record<string, unknown>;
}
