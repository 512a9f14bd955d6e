import type { Text } from '../text.ts';
import { accessMessages } from './access.ts';
import { auditMessages } from './audit.ts';
import { coreMessages } from './core.ts';
import { fieldMessages } from './fields.ts';
import { formMessages } from './forms.ts';
import { fourEyesMessages } from './four-eyes.ts';
import { operationMessages } from './operations.ts';
import { packMessages } from './packs.ts';
import { reportMessages } from './reports.ts';
import { ruleMessages } from './rules.ts';
import { serverMessages } from './server.ts';
import { studioMessages } from './studio.ts';
import { workflowMessages } from './workflow.ts';

/** Every code that an issue or a refusal may carry, and what it says. */
export const messages = {
  ...coreMessages,
  ...ruleMessages,
  ...fieldMessages,
  ...formMessages,
  ...workflowMessages,
  ...fourEyesMessages,
  ...reportMessages,
  ...accessMessages,
  ...packMessages,
  ...operationMessages,
  ...serverMessages,
  ...auditMessages,
  ...studioMessages,
} as const satisfies Record<string, Text>;

export type IssueCode = keyof typeof messages;
