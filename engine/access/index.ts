export {
  type AccessTable,
  accessSchema,
  type FieldRights,
  type FieldRightsTable,
  type RoleAccess,
  type RowScope,
  rowScopes,
  type Verb,
  verbs,
} from './access-table.ts';
export { type FieldAccess, fieldAccesses, narrowest, widest } from './field-access.ts';
export { fieldAccessOf, rightsOf } from './field-access-of.ts';
export type { Actor, Organisation, Person, Unit } from './organisation.ts';
export { organisationOf } from './organisation-of.ts';
export { type AccessOptions, fieldRights, parseAccess } from './parse-access.ts';
export { permissionsOf } from './permissions-of.ts';
export { can, mayTouch, rolesReaching, rowFilter, storedPath } from './row-rights.ts';
export { personScope, recordFacts, recordScope, subjectOf, type TouchedRecord } from './rule-subject.ts';
export { searchIssues } from './search-issues.ts';
