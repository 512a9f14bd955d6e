// What RJSF sees of us: one control for each field type under its name, templates, and a validator that finds nothing
// (the engine has decided what is valid before the form is drawn). The only file that knows RJSF's types.
// The package's index also loads its test registry, which wants a validator that we do not have.
import Form from '@rjsf/core/lib/components/Form.js';
import type {
  FieldProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
  RJSFSchema,
  UiSchema,
  ValidatorType,
  WidgetProps,
} from '@rjsf/utils';
import { Fragment, type ReactElement } from 'react';
import type { JsonObject } from '../../../engine/index.ts';
import { controls } from '../controls/registry.ts';
import { FormControl, FormField } from './FormField.tsx';
import { FormSections } from './FormSections.tsx';
import { ID_PREFIX, pointerOf } from './scene.ts';

const validator: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  isValid: () => true,
  rawValidation: () => ({ errors: [] }),
};

const ControlWidget = ({ id }: WidgetProps) => <FormControl pointer={pointerOf(id)} />;
const ControlField = ({ fieldPathId }: FieldProps) => <FormControl pointer={pointerOf(fieldPathId.$id)} />;

function FieldTemplate({ id, hidden, children }: FieldTemplateProps) {
  if (hidden) return null;
  if (id === ID_PREFIX) return children;
  return <FormField pointer={pointerOf(id)}>{children}</FormField>;
}

function ObjectFieldTemplate({ properties }: ObjectFieldTemplateProps) {
  const drawn = new Map<string, ReactElement>(
    properties.filter(({ hidden }) => !hidden).map(({ name, content }) => [name, content]),
  );
  return <FormSections drawn={drawn} />;
}

const names = Object.keys(controls);
const widgets = Object.fromEntries(names.map((name) => [name, ControlWidget]));
const fields = Object.fromEntries(names.map((name) => [name, ControlField]));
const templates = { FieldTemplate, ObjectFieldTemplate };

type Props = { schema: JsonObject; uiSchema: JsonObject; data: JsonObject };

/** Draws a flat, decided schema; values come from and go to the scene around it. */
export function DrawnForm({ schema, uiSchema, data }: Props) {
  return (
    <Form
      tagName="div"
      schema={schema as RJSFSchema}
      uiSchema={uiSchema as UiSchema}
      formData={data}
      validator={validator}
      widgets={widgets}
      fields={fields}
      templates={templates}
      idPrefix={ID_PREFIX}
      idSeparator="/"
      noValidate
      showErrorList={false}
      // RJSF would tick consents and choose first options by itself; defaults are the engine's.
      experimental_defaultFormStateBehavior={{
        constAsDefaults: 'never',
        emptyObjectFields: 'skipDefaults',
        arrayMinItems: { populate: 'never' },
      }}
    >
      <Fragment />
    </Form>
  );
}
