import { useId } from 'react';
import { type Json, type JsonObject, type JsonPointer, type PropertySpec, valueAt } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { ownLabel, propertyEditors } from './registry.ts';

type Props = {
  specs: readonly PropertySpec[];
  declaration: JsonObject;
  form: string;
  onChange(path: JsonPointer, value: Json | undefined): void;
};

/** The properties of a field, drawn from data: a new property is a record in the engine, never a component here. */
export function PropertyList({ specs, declaration, form, onChange }: Props) {
  const say = useLocalise();
  const base = useId();
  return (
    <div className="dg-properties">
      {specs.map((spec) => {
        const Editor = propertyEditors[spec.editor];
        const id = `${base}${spec.path}`;
        const editor = (
          <Editor
            spec={spec}
            value={valueAt(declaration, spec.path)}
            onChange={(value) => onChange(spec.path, value)}
            declaration={declaration}
            form={form}
            id={id}
          />
        );
        if (ownLabel.has(spec.editor)) return <div key={spec.path}>{editor}</div>;
        return (
          <div key={spec.path} className={spec.editor === 'switch' ? 'dg-property dg-property-inline' : 'dg-property'}>
            <label htmlFor={id}>{say(spec.label)}</label>
            {editor}
            {spec.help && <p className="dg-faint">{say(spec.help)}</p>}
          </div>
        );
      })}
    </div>
  );
}
