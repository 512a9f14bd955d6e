import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { isJsonObject, isText, type JsonObject, segmentsOf, valueAt } from '../../../engine/index.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { DefinitionHead } from '../definition-parts/DefinitionHead.tsx';
import { OnlyInJson } from '../definition-parts/OnlyInJson.tsx';
import { type SortableRow, SortableRows } from '../definition-parts/SortableRows.tsx';
import { type Command, definition, mentionsOfRole, objectAt } from '../document/index.ts';
import type { DesignerProps } from '../workspace/designer-props.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { ConfirmRole } from './ConfirmRole.tsx';
import { RoleRow } from './RoleRow.tsx';

/** A change of a role that is in use, until the person decides. */
export type AskedChange = { role: string; to?: string; command: Command };

/** The roles of a definition: names, what each may open and do, and where it is named. */
export function RolesDesigner({ definitionKey: roles, showJson }: DesignerProps) {
  const t = useTexts('designers');
  const say = useLocalise();
  const { document, draft, dispatch, focus } = useStudio();
  const [asked, setAsked] = useState<AskedChange>();
  const ref = { kind: 'roles', key: roles } as const;
  const json = definition(document, ref) ?? {};
  const declared = Object.entries(objectAt(json, '/roles'));

  // People may have every role that was here when the draft was opened.
  const begun = draft.definitions.find((one) => one.kind === 'roles' && one.key === roles)?.json;
  const isInUse = (role: string) =>
    valueAt(begun, `/roles/${role}`) !== undefined || mentionsOfRole(document, role).length > 0;
  const tryTo = (change: AskedChange) => (isInUse(change.role) ? setAsked(change) : dispatch(change.command));

  const add = () => {
    const taken = new Set(Object.values(document.definitions).flatMap((one) => Object.keys(objectAt(one, '/roles'))));
    let number = declared.length + 1;
    while (taken.has(`role-${number}`)) number++;
    const title = { en: `Role ${number}`, 'zh-CN': `角色 ${number}` };
    dispatch({ type: 'role.add', roles, role: `role-${number}`, json: { title } });
  };
  const nameOf = (role: string, said: unknown): string => {
    const title = isJsonObject(said) ? (said as JsonObject).title : undefined;
    return (isText(title) && say(title)) || role;
  };

  if (json.roles !== undefined && !isJsonObject(json.roles))
    return <OnlyInJson what={t('roles')} showJson={showJson} />;
  return (
    <div className="dg-kind">
      <DefinitionHead definitionRef={ref} />
      <section className="dg-card dg-card-body" aria-label={t('roles')}>
        <h3>{t('roles')}</h3>
        {declared.length === 0 && <EmptyState title={t('noRoles')}>{t('noRolesText')}</EmptyState>}
        <SortableRows
          label={t('roles')}
          className="dg-role-rows"
          onMove={(from, to) => {
            const role = declared[from]?.[0];
            if (role !== undefined) dispatch({ type: 'role.move', roles, role, to });
          }}
          rows={declared.map(([role, said], index): SortableRow => {
            const name = nameOf(role, said);
            return {
              id: role,
              index,
              name,
              isShown: focus !== undefined && segmentsOf(focus)[1] === role,
              content: isJsonObject(said) ? (
                <RoleRow
                  roles={roles}
                  role={role}
                  json={said}
                  name={name}
                  onRename={(to) => tryTo({ role, to, command: { type: 'role.rename', roles, role, to } })}
                  onRemove={() => tryTo({ role, command: { type: 'role.remove', roles, role } })}
                />
              ) : (
                <OnlyInJson what={name} showJson={showJson} />
              ),
            };
          })}
        />
        <Button icon={<PlusOutlined aria-hidden="true" />} onClick={add}>
          {t('addRole')}
        </Button>
      </section>
      {asked && (
        <ConfirmRole
          asked={asked}
          name={nameOf(asked.role, valueAt(json, `/roles/${asked.role}`))}
          onDone={(goOn) => {
            setAsked(undefined);
            if (goOn) dispatch(asked.command);
          }}
        />
      )}
    </div>
  );
}
