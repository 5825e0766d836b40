import { accessMessages } from './access.ts';
import { commonMessages } from './common.ts';
import { coordinationMessages } from './coordination.ts';
import { documentMessages } from './documents.ts';
import { factsMessages } from './facts.ts';
import { gateReasons } from './gate-reasons.ts';
import { homeMessages } from './home.ts';
import { importMessages } from './import.ts';
import { importReasons } from './import-reasons.ts';
import { mapMessages } from './map.ts';
import { planPaperMessages } from './plan-papers.ts';
import { planReasons } from './plan-reasons.ts';
import { planningMessages } from './planning.ts';
import { planningLimitMessages } from './planning-limits.ts';
import { potentialMessages } from './potential.ts';
import { potentialTableMessages } from './potential-tables.ts';
import { povertyMessages } from './poverty.ts';
import { priceMessages } from './prices.ts';
import { problemMessages } from './problems.ts';
import { recipeMessages } from './recipes.ts';
import { regionPageMessages } from './region-page.ts';
import { regionsMessages } from './regions.ts';
import { registryMessages } from './registry.ts';
import { tableReasonMessages } from './table-reasons.ts';

export const all = {
  ...commonMessages,
  ...homeMessages,
  ...problemMessages,
  ...accessMessages,
  ...regionPageMessages,
  ...regionsMessages,
  ...mapMessages,
  ...registryMessages,
  ...importMessages,
  ...importReasons,
  ...povertyMessages,
  ...factsMessages,
  ...tableReasonMessages,
  ...potentialMessages,
  ...potentialTableMessages,
  ...recipeMessages,
  ...gateReasons,
  ...coordinationMessages,
  ...documentMessages,
  ...planPaperMessages,
  ...planReasons,
  ...planningMessages,
  ...planningLimitMessages,
  ...priceMessages,
} as const;

export type MessageKey = keyof typeof all;
