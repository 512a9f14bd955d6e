import { Input, Select } from 'antd';
import type { AuditKind } from '../../engine/index.ts';
import type { AuditSearch } from '../api/admin.ts';
import { findPeople } from '../api/cases.ts';
import { LabelledInput } from '../ui/LabelledInput.tsx';
import { PeopleSelect } from '../ui/PeopleSelect.tsx';
import { useTexts } from '../ui/useTexts.ts';

const kinds: readonly AuditKind[] = ['sign-in', 'people', 'definitions', 'operations', 'personal', 'drafts'];

/** Days as they are typed, the last one with all that was done on it. */
export type AuditChoice = { actor?: string; kind?: AuditKind; first?: string; last?: string };

/** What of the audit is looked for: by whom, of which kind, on which days. */
export function AuditFilter({ value, onChange }: { value: AuditChoice; onChange: (next: AuditChoice) => void }) {
  const t = useTexts('admin');
  const change = (part: AuditChoice) => onChange({ ...value, ...part });
  return (
    <search className="dg-audit-filter" aria-label={t('auditFilter')}>
      <LabelledInput id="audit-who" label={t('who')}>
        <PeopleSelect<string>
          about={['audit']}
          find={findPeople}
          allowClear
          value={value.actor}
          onChange={(actor) => change({ actor })}
        />
      </LabelledInput>
      <LabelledInput id="audit-kind" label={t('auditKind')}>
        <Select<AuditKind>
          allowClear
          placeholder={t('auditKindAll')}
          value={value.kind}
          options={kinds.map((kind) => ({ value: kind, label: t(`audit-${kind}`) }))}
          onChange={(kind) => change({ kind })}
        />
      </LabelledInput>
      <LabelledInput id="audit-first" label={t('auditFirst')}>
        <Input
          type="date"
          value={value.first ?? ''}
          max={value.last}
          onChange={(event) => change({ first: event.target.value })}
        />
      </LabelledInput>
      <LabelledInput id="audit-last" label={t('auditLast')}>
        <Input
          type="date"
          value={value.last ?? ''}
          min={value.first}
          onChange={(event) => change({ last: event.target.value })}
        />
      </LabelledInput>
    </search>
  );
}

/** The choice as the server takes it, its days in the zone in which the list shows its times. */
export function auditSearch({ actor, kind, first, last }: AuditChoice): AuditSearch {
  const from = first ? new Date(`${first}T00:00:00`) : undefined;
  const to = last ? new Date(`${last}T00:00:00`) : undefined;
  to?.setDate(to.getDate() + 1);
  return {
    ...(actor && { actor }),
    ...(kind && { kind }),
    ...(from && { from: from.toISOString() }),
    ...(to && { to: to.toISOString() }),
  };
}
