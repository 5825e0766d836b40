import { foldWord } from './fold.ts';
import type { EvidenceGrade, EvidenceKind } from './potential.ts';

/** Words of a file's "kind" column, in order: the first that occurs decides. Listed in docs/gate.md. */
const RULES: readonly (readonly [RegExp, EvidenceKind])[] = [
  // An announced training stays one however official the announcement: it proves no potential.
  [/training|pelatihan|bimtek|wub/, 'announced_training'],
  [/operator|penyelenggara_jasa|pelaku_jasa/, 'operator'],
  [/demand|permintaan/, 'demand'],
  [/pernyataan_sendiri|own_statement/, 'own_statement'],
  [/study|kajian|studi|penelitian|lq|shift_share|ssa/, 'study'],
  [/statisti|angka_produksi/, 'statistics'],
  [/^(perda|perbup|perwali|peraturan|regulation|rpik|rpip|regulation_or_plan)(_|$)/, 'regulation'],
  [/press|berita|media/, 'press'],
];

/**
 * What sort of claim a row of a file makes. The words go first; where they say nothing more than
 * "stated" or "centre", the grade tells an official statement from a press mention.
 */
export function kindOfClaim(words: string, grade: EvidenceGrade): EvidenceKind {
  const folded = foldWord(words);
  for (const [pattern, kind] of RULES) {
    if (!pattern.test(folded)) continue;
    // A newspaper that cites a plan is not the plan.
    if (kind === 'regulation' && grade !== 'A') return byGrade(grade);
    return kind;
  }
  return byGrade(grade);
}

function byGrade(grade: EvidenceGrade): EvidenceKind {
  switch (grade) {
    case 'A':
      return 'regulation';
    case 'B':
      return 'official_statement';
    case 'C':
      return 'statistics';
    case 'D':
      return 'study';
    case 'E':
      return 'press';
  }
}
