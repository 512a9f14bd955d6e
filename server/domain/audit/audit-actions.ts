import type { AuditKind } from '../../../engine/index.ts';
import type { AuditAction } from './append-audit.ts';

/** Under what an auditor looks for each action. */
const kinds: { [action in AuditAction]: AuditKind } = {
  'signed-in': 'sign-in',
  'signed-out': 'sign-in',
  'session-ended': 'sign-in',
  'sign-in-failed': 'sign-in',
  'sign-in-unknown': 'sign-in',
  'signature-failed': 'sign-in',
  'password-changed': 'sign-in',
  'recovery-code-used': 'sign-in',
  'second-factor-on': 'sign-in',
  'second-factor-off': 'sign-in',
  'own-settings-changed': 'sign-in',
  'second-factor-reset': 'people',
  'password-issued': 'people',
  'person-created': 'people',
  'person-changed': 'people',
  'person-activated': 'people',
  'person-confirmed': 'people',
  'person-deactivated': 'people',
  'unit-created': 'people',
  'unit-changed': 'people',
  'unit-removed': 'people',
  'tenant-set-up': 'people',
  'settings-changed': 'definitions',
  'settings-asked': 'definitions',
  'definition-saved': 'definitions',
  'definition-removed': 'definitions',
  'pack-proposed': 'definitions',
  'pack-published': 'definitions',
  'pack-rolled-back': 'definitions',
  'pack-imported': 'definitions',
  'pack-exported': 'definitions',
  'case-reassign': 'operations',
  'case-move': 'operations',
  'case-suspend': 'operations',
  'case-resume': 'operations',
  'case-cancel': 'operations',
  'case-retry': 'operations',
  'case-propose': 'operations',
  'case-confirm': 'operations',
  'case-dismiss': 'operations',
  'incident-closed': 'operations',
  'incident-retried': 'operations',
  'personal-read': 'personal',
  'personal-listed': 'personal',
  'personal-exported': 'personal',
  'personal-erased': 'personal',
  'personal-erasing': 'personal',
  'account-exported': 'personal',
  'draft-saved': 'drafts',
  'draft-removed': 'drafts',
};

export const auditKinds: readonly AuditKind[] = [...new Set(Object.values(kinds))];

export function actionsOf(kind: AuditKind): AuditAction[] {
  return (Object.keys(kinds) as AuditAction[]).filter((action) => kinds[action] === kind);
}
