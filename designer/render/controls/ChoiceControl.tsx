import { Select } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { type ChoiceDeclaration, everOffered, localise, optionsOf } from '../../../engine/index.ts';
import { useScene } from '../form/scene.ts';
import { type ControlProps, ties } from './control-props.ts';
import { optionTree } from './option-tree.ts';

const TreeChoice = lazy(() => import('./TreeChoice.tsx').then((own) => ({ default: own.TreeChoice })));

/** One or several of a list, or of a tree where options lie under others. A retired option stays where it was chosen and cannot be chosen anew. */
export function ChoiceControl(props: ControlProps) {
  const { field, value, onChange, onBlur, invalid, placeholder, allowed } = props;
  const { locale, options } = useScene();
  const several = field.kind.shape === 'keys';
  const chosen = useMemo(
    () => (Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]),
    [value],
  );
  const set = field.options && optionsOf(field.declaration as ChoiceDeclaration, { options });
  const open = useMemo(
    () =>
      (set ? everOffered(set) : []).filter(
        ({ key, retired }) => chosen.includes(key) || (!retired && (!allowed || allowed.includes(key))),
      ),
    [set, chosen, allowed],
  );
  const tree = useMemo(() => (set ? optionTree(set, open, locale) : undefined), [set, open, locale]);
  const common = {
    ...ties(props),
    value: several ? chosen : chosen[0],
    status: invalid ? ('error' as const) : ('' as const),
    placeholder,
    allowClear: !props.required,
    onChange: (next: string | string[] | undefined) =>
      onChange(next === undefined || next.length === 0 ? undefined : next),
    onBlur,
    className: 'dg-wide',
  };
  const items = open.map(({ key, title }) => ({ value: key, label: localise(title, locale) }));
  const mode = several ? 'multiple' : undefined;
  if (tree) {
    // What is chosen is read at once; the tree to choose from comes a moment later.
    const still = <Select {...common} mode={mode} options={items} disabled loading />;
    return (
      <Suspense fallback={still}>
        <TreeChoice {...common} multiple={several} treeData={tree} treeDefaultExpandAll={open.length <= 60} />
      </Suspense>
    );
  }
  return (
    <Select
      {...common}
      mode={mode}
      options={items}
      showSearch={items.length > 8 ? { optionFilterProp: 'label' } : several}
    />
  );
}
