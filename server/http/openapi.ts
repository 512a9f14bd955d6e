import {
  can,
  type Form,
  formAccess,
  type JsonObject,
  type Locale,
  localise,
  structureSchema,
} from '../../engine/index.ts';
import type { Caller, Deps } from '../deps.ts';
import { isSeen } from '../domain/records/open-fields.ts';
import { answer, get, type Route } from './route.ts';

export const openapiRoutes: Route[] = [
  get(
    '/openapi.json',
    { access: 'person', summary: 'This description (OpenAPI 3.1), with the forms that one may use' },
    async ({ deps, caller, request }) =>
      // The application knows all routes; a module of routes does not know the list that it stands in.
      answer(await describeApi(deps, caller, request.app.get('routes') as Route[])),
  ),
];

/** The API as this actor meets it: every route, and those of records once for each form that the actor may read or fill in. */
export async function describeApi(deps: Deps, caller: Caller, routes: Route[]): Promise<JsonObject> {
  const forms = (await deps.packs.current(caller.actor.tenant))
    .flatMap(({ pack }) => Object.values(pack.forms))
    .filter((form) => can(caller.actor, 'read', form.access) || can(caller.actor, 'create', form.access));
  const paths: { [path: string]: JsonObject } = {};
  const add = (path: string, route: Route, form?: Form) => {
    const at = path.replace(/:(\w+)/g, '{$1}');
    paths[at] = { ...paths[at], [route.method.toLowerCase()]: operationOf(route, path, caller.locale, form) };
  };
  for (const route of routes) {
    if (!route.path.startsWith('/forms/:form')) add(route.path, route);
    else for (const form of forms) add(route.path.replace(':form', form.key), route, form);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dougong',
      version: '1',
      description:
        'Refusals are problem documents (RFC 9457) with a stable code and issues that point into the request.',
    },
    servers: [{ url: '/api' }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'sid',
          description: 'With every change also the header X-CSRF-Token.',
        },
      },
      schemas: {
        Problem: problem,
        ...Object.fromEntries(forms.map((form) => [schemaName(form), schemaFor(form, caller)])),
      },
      responses: {
        Refusal: {
          description: 'Refused: why, where, and what would be legal',
          content: { 'application/problem+json': { schema: ref('Problem') } },
        },
      },
    },
  };
}

function operationOf(route: Route, path: string, locale: Locale, form?: Form): JsonObject {
  const about = form ? `${localise(form.title, locale)}: ${route.summary}` : route.summary;
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name: name ?? '',
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(route.query ?? {}).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  }));
  const inHeaders = [
    ...(route.method === 'POST' && route.access !== 'public'
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: route.idempotency === 'required',
            schema: { type: 'string', maxLength: 128 },
          },
        ]
      : []),
    ...(route.summary.includes('If-Match')
      ? [{ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } }]
      : []),
  ];
  const parameters = [...inPath, ...inQuery, ...inHeaders];
  return {
    summary: about,
    operationId: `${route.method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+/g, '-')}`,
    tags: [form ? form.key : (path.split('/')[1] ?? '')],
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: bodyOf(route.body.schema, form) } } },
    }),
    ...(route.raw && { requestBody: { required: true, content: { 'multipart/form-data': { schema: upload } } } }),
    ...(route.access === 'public' && { security: [] }),
    responses: { '2XX': { description: 'Done' }, default: { $ref: '#/components/responses/Refusal' } },
  };
}

/** The form's data as the caller knows it. */
function schemaFor(form: Form, { actor }: Caller): JsonObject {
  const access = formAccess(form, actor);
  return structureSchema(form, (path) => isSeen(path, access));
}

/** Where a body has `data`, it is the form's. */
function bodyOf(schema: JsonObject, form: Form | undefined): JsonObject {
  const properties = schema.properties as JsonObject | undefined;
  if (!form || !properties?.data) return schema;
  return { ...schema, properties: { ...properties, data: ref(schemaName(form)) } };
}

const schemaName = (form: Form) => `form-${form.key}`;
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const upload: JsonObject = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
};
const issueSchema: JsonObject = {
  type: 'object',
  properties: {
    code: { type: 'string' },
    path: { type: 'string' },
    message: { type: 'string' },
    params: { type: 'object' },
    severity: { enum: ['error', 'warning'] },
  },
};
const problem: JsonObject = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'issues', 'correlationId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    issues: { type: 'array', items: issueSchema },
    correlationId: { type: 'string' },
    retryAfter: { type: 'integer' },
    current: {},
  },
};
