import { Matrix } from 'ml-matrix';

/** What is asked of a family, as the model keeps it. */
export type Question =
  /** `fill` stands for a missing number where a `missing` question goes with it. */
  | { readonly kind: 'number'; readonly column: string; readonly fill?: number }
  /** The first level is the reference. */
  | { readonly kind: 'category'; readonly column: string; readonly levels: readonly string[] }
  /** 1 where the number of that column is missing. */
  | { readonly kind: 'missing'; readonly column: string };

/** Answers: a number per row and question; the place in `levels` where it is a category. */
export type Answers = readonly Float64Array[];

/** One coefficient of the linear model. */
export interface Term {
  /** Number of the question; −1 for the constant. */
  readonly question: number;
  /** Place in its levels; 0 where it is not a category. */
  readonly level: number;
}

/** The constant, a term per number, and one per level but the first. */
export function termsOf(questions: readonly Question[]): Term[] {
  return [
    { question: -1, level: 0 },
    ...questions.flatMap((q, question) =>
      q.kind === 'category'
        ? q.levels.slice(1).map((_, i) => ({ question, level: i + 1 }))
        : [{ question, level: 0 }],
    ),
  ];
}

/** Question → number of its first term; the level l > 0 of a category is at first + l − 1. */
export function firstTerms(questions: readonly Question[]): Int32Array {
  let next = 1;
  return Int32Array.from(questions, (q) => {
    const first = next;
    next += q.kind === 'category' ? q.levels.length - 1 : 1;
    return first;
  });
}

export function designMatrix(questions: readonly Question[], answers: Answers): Matrix {
  const n = (answers[0] as Float64Array).length;
  const x = Matrix.zeros(n, termsOf(questions).length);
  const first = firstTerms(questions);
  for (let i = 0; i < n; i++) x.set(i, 0, 1);
  questions.forEach((q, j) => {
    const values = answers[j] as Float64Array;
    const at = first[j] as number;
    for (let i = 0; i < n; i++) {
      const value = values[i] as number;
      if (q.kind !== 'category') x.set(i, at, value);
      else if (value > 0) x.set(i, at + value - 1, 1);
    }
  });
  return x;
}

/** What one answer adds to the linear prediction. */
export function contribution(
  question: Question,
  firstTerm: number,
  coefficient: Float64Array,
  value: number,
): number {
  if (question.kind !== 'category') return (coefficient[firstTerm] as number) * value;
  return value > 0 ? (coefficient[firstTerm + value - 1] as number) : 0;
}

export function linearPrediction(
  questions: readonly Question[],
  answers: Answers,
  coefficient: Float64Array,
): Float64Array {
  const n = (answers[0] as Float64Array).length;
  const first = firstTerms(questions);
  const prediction = new Float64Array(n).fill(coefficient[0] as number);
  questions.forEach((q, j) => {
    const values = answers[j] as Float64Array;
    for (let i = 0; i < n; i++)
      prediction[i] =
        (prediction[i] as number) +
        contribution(q, first[j] as number, coefficient, values[i] as number);
  });
  return prediction;
}
