export type { StructureValidator } from '../core/structure.ts';
export type { FieldLinks as FormLinks, FormOutline } from '../fields/index.ts';
export { type AfterApproval, afterApprovalSpec, afterApprovals } from './after-approval.ts';
export { applyFill } from './apply-fill.ts';
export { checkForm } from './check-form.ts';
export { compute, fromRule } from './compute.ts';
export type { Context, FieldState, FieldStates, Settled, StepAccess } from './context.ts';
export { displayLine } from './display-line.ts';
export { type EncryptedFields, encryptedFields, isEncrypted } from './encrypted-fields.ts';
export { fieldAt, fieldAtPointer, formatAt, pathTitle } from './field-at.ts';
export { fieldStates } from './field-states.ts';
export { flatSchema } from './flat-schema.ts';
export type { FieldEffect, Form, FormCheck, FormRule, Formula, RecordBlock, Section, View } from './form.ts';
export {
  accessNames,
  accessOfPath,
  formAccess,
  fullAccess,
  limitsOfFormulas,
  withLinkedAccess,
} from './form-access.ts';
export { formSchema } from './form-schema.ts';
export { initialData, initialRow } from './initial-data.ts';
export { type LinkedRecord, type LinkSource, newFiles, personFits, type Writer } from './link-values.ts';
export { lookupFilter } from './lookup-filter.ts';
export { type Moved, moveData } from './move-data.ts';
export { normalise } from './normalise.ts';
export { outlineOf } from './outline.ts';
export { parseForm } from './parse-form.ts';
export { filterScope } from './parse-formulas.ts';
export { prune } from './prune.ts';
export { redact } from './redact.ts';
export { mergeWrites, refusals } from './refusals.ts';
export { rowColumns } from './row-columns.ts';
export { scopeOf } from './scope-of.ts';
export { searchTokens } from './search-tokens.ts';
export { settle } from './settle.ts';
export { structureSchema } from './structure-schema.ts';
export { isTypedText } from './typed-text.ts';
export { validate } from './validate.ts';
export { type WriteOptions, type WriteTools, type Written, write } from './write.ts';
