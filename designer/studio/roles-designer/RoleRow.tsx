import { DeleteOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select } from 'antd';
import { type Json, type JsonObject, permissions, pointer } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { MentionList } from '../definition-parts/MentionList.tsx';
import { ProblemLines } from '../definition-parts/ProblemLines.tsx';
import { problemsAt } from '../definition-parts/problems-at.ts';
import { listAt, mentionsOfRole } from '../document/index.ts';
import { LocalisedInput } from '../property-editors/LocalisedInput.tsx';
import { NameInput } from '../property-editors/NameInput.tsx';
import { useStudio } from '../workspace/studio-context.ts';
import { RightsInWords } from './RightsInWords.tsx';

type Props = {
  roles: string;
  role: string;
  json: JsonObject;
  name: string;
  onRename(to: string): void;
  onRemove(): void;
};

/** One role: its key, names and permissions; below them how it signs in, its rights on forms in words and where it is named. */
export function RoleRow({ roles, role, json, name, onRename, onRemove }: Props) {
  const t = useTexts('designers');
  const { document, dispatch, problems } = useStudio();
  const ref = { kind: 'roles', key: roles } as const;
  const at = pointer('roles', role);
  const set = (part: string, value: Json | undefined) =>
    dispatch({ type: 'property.set', ref, path: `${at}/${part}`, value });
  const given = listAt(json, '/permissions').filter((one): one is string => typeof one === 'string');
  const mentions = mentionsOfRole(document, role);
  return (
    <div className="dg-role">
      <NameInput name={role} onRename={onRename} label={t('keyOf', { name })} />
      <LocalisedInput value={json.title} onChange={(value) => set('title', value)} label={t('nameOf', { name })} />
      <Select
        mode="multiple"
        value={given}
        placeholder={t('permissions')}
        options={permissions.map((one) => ({ value: one, label: t(`permission-${one}`) }))}
        onChange={(next: string[]) => set('permissions', next.length === 0 ? undefined : next)}
        aria-label={t('permissionsOf', { name })}
      />
      <Button
        type="text"
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={t('studio:removeField', { name })}
        onClick={onRemove}
      />
      <ProblemLines problems={problemsAt(problems, ref, at)} />
      <details className="dg-role-more">
        <summary>
          {json.mfa === 'required' && `${t('mfaShort')} · `}
          <RightsInWords role={role} />
        </summary>
        <div className="dg-stack-tight">
          <LocalisedInput
            value={json.description}
            onChange={(value) => set('description', value)}
            label={t('descriptionOf', { name })}
          />
          <Checkbox
            checked={json.mfa === 'required'}
            onChange={({ target }) => set('mfa', target.checked ? 'required' : undefined)}
          >
            {t('mfa')}
          </Checkbox>
          {mentions.length === 0 ? (
            <p className="dg-faint">{t('usedNowhere')}</p>
          ) : (
            <div className="dg-role-uses">
              <span className="dg-faint">{t('usedIn')}</span>
              <MentionList mentions={mentions} />
            </div>
          )}
        </div>
      </details>
    </div>
  );
}
