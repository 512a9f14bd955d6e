import { Checkbox, Select } from 'antd';
import {
  type FieldAccess,
  fieldAccesses,
  fieldRights,
  isJsonObject,
  isText,
  type Json,
  type JsonObject,
  pointer,
  rowScopes,
} from '../../../engine/index.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { ProblemLines } from '../definition-parts/ProblemLines.tsx';
import { problemsAt } from '../definition-parts/problems-at.ts';
import { useRoles } from '../definition-parts/useRoles.ts';
import { definition, objectAt } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';

const verbs = ['read', 'update', 'delete'] as const;

/** Who may do what with a form: for each role, which records, and what of each field. */
export function RightsView({ form }: { form: string }) {
  const t = useTexts('designers');
  const { document, dispatch, problems } = useStudio();
  const ref = { kind: 'form', key: form } as const;
  const json = definition(document, ref) ?? {};
  const access = objectAt(json, '/access');
  const known = useRoles();
  // A role that the form names and no pack has is shown as well: its rights can be taken away here.
  const gone = Object.keys(access).filter((role) => !known.some(({ value }) => value === role));
  const roles = [...known, ...gone.map((value) => ({ value, label: value }))];

  const set = (role: string, key: string, value: Json | undefined) => {
    const { [key]: _was, ...rest } = objectAt(access, pointer(role));
    const row: JsonObject = value === undefined ? rest : { ...rest, [key]: value };
    // A role without any right is not named.
    const next = Object.keys(row).length === 0 ? undefined : row;
    dispatch({ type: 'property.set', ref, path: pointer('access', role), value: next });
  };

  return (
    <div className="dg-kind">
      <section className="dg-card dg-card-body" aria-label={t('rightsOnRecords')}>
        <h3>{t('rightsOnRecords')}</h3>
        <p className="dg-faint">{t('rightsOnRecordsHelp')}</p>
        <ProblemLines problems={problemsAt(problems, ref, '/access').filter(({ path }) => path === '/access')} />
        {roles.length === 0 ? (
          <EmptyState title={t('noRolesYet')}>{t('noRolesYetText')}</EmptyState>
        ) : (
          <div className="dg-matrix">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('role')}</th>
                  <th scope="col">{t('verb-create')}</th>
                  {verbs.map((verb) => (
                    <th key={verb} scope="col">
                      {t(`verb-${verb}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {roles.map(({ value: role, label }) => {
                  const row = objectAt(access, pointer(role));
                  return (
                    <tr key={role}>
                      <th scope="row">
                        {label}
                        <ProblemLines problems={problemsAt(problems, ref, pointer('access', role))} />
                      </th>
                      <td>
                        <Checkbox
                          checked={row.create === true}
                          onChange={({ target }) => set(role, 'create', target.checked ? true : undefined)}
                          aria-label={`${label}: ${t('verb-create')}`}
                        />
                      </td>
                      {verbs.map((verb) => (
                        <td key={verb}>
                          <ScopeChoice
                            label={`${label}: ${t(`verb-${verb}`)}`}
                            value={row[verb]}
                            onChange={(next) => set(role, verb, next)}
                          />
                        </td>
                      ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <FieldMatrix
        json={json}
        access={access}
        roles={roles.filter(({ value }) => Object.hasOwn(access, value))}
        onChange={(role, fields) => set(role, 'fields', fields)}
      />
    </div>
  );
}

function ScopeChoice({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Json | undefined;
  onChange(value: string | undefined): void;
}) {
  const t = useTexts('designers');
  // A rule is written in the JSON view; here it can be seen and replaced.
  const isRule = isJsonObject(value);
  return (
    <Select
      className="dg-wide"
      value={isRule ? 'rule' : typeof value === 'string' ? value : 'none'}
      options={[
        ...rowScopes.map((scope) => ({ value: scope as string, label: t(`scope-${scope}`) })),
        ...(isRule ? [{ value: 'rule', label: t('scope-rule') }] : []),
      ]}
      onChange={(next: string) => {
        if (next !== 'rule') onChange(next === 'none' ? undefined : next);
      }}
      aria-label={label}
    />
  );
}

function FieldMatrix({
  json,
  access,
  roles,
  onChange,
}: {
  json: JsonObject;
  access: JsonObject;
  roles: { value: string; label: string }[];
  onChange(role: string, fields: JsonObject | undefined): void;
}) {
  const t = useTexts('designers');
  const fields = usePlaces(json);
  if (roles.length === 0 || fields.length === 0) return null;
  const word = (said: FieldAccess) => t(`studio:access-${said}`);
  return (
    <section className="dg-card dg-card-body" aria-label={t('rightsOnFields')}>
      <h3>{t('rightsOnFields')}</h3>
      <p className="dg-faint">{t('rightsOnFieldsHelp')}</p>
      <div className="dg-matrix">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('studio:field')}</th>
              {roles.map(({ value, label }) => (
                <th key={value} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map(({ path, title }) => (
              <tr key={path}>
                <th scope="row">{title}</th>
                {roles.map(({ value: role, label }) => {
                  const row = objectAt(access, pointer(role));
                  const said = objectAt(row, '/fields');
                  const { [path]: here, ...others } = said;
                  return (
                    <td key={role}>
                      <Select
                        className="dg-wide"
                        value={typeof here === 'string' ? here : ''}
                        options={[
                          { value: '', label: t('asTheRole', { access: word(fieldRights(row).base) }) },
                          ...fieldAccesses.map((one) => ({ value: one as string, label: word(one) })),
                        ]}
                        onChange={(next: string) => {
                          const changed: JsonObject = next === '' ? others : { ...said, [path]: next };
                          onChange(role, Object.keys(changed).length === 0 ? undefined : changed);
                        }}
                        aria-label={`${title}: ${label}`}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Fields and columns of a form, as rights name them. */
function usePlaces(json: JsonObject): { path: string; title: string }[] {
  const say = useLocalise();
  const placesIn = (fields: JsonObject, prefix: string, above: string): { path: string; title: string }[] =>
    Object.entries(fields).flatMap(([name, field]) => {
      if (!isJsonObject(field)) return [];
      const title = above + (isText(field.title) ? say(field.title) : name);
      return [
        { path: prefix + name, title },
        ...placesIn(objectAt(field, '/fields'), `${prefix}${name}.`, `${title} · `),
      ];
    });
  return placesIn(objectAt(json, '/fields'), '', '');
}
