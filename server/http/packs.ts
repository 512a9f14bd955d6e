import { definitionKinds, isKey } from '../../engine/index.ts';
import { notFound } from '../fault.ts';
import { queryDraftDashboard } from '../operations/dashboards/query-draft-dashboard.ts';
import { checkDraft } from '../operations/packs/check-draft.ts';
import { diffDraft } from '../operations/packs/diff-draft.ts';
import { diffRelease } from '../operations/packs/diff-release.ts';
import { exportPack } from '../operations/packs/export-pack.ts';
import { getDraft } from '../operations/packs/get-draft.ts';
import { importPack } from '../operations/packs/import-pack.ts';
import { listPacks } from '../operations/packs/list-packs.ts';
import { listReleases } from '../operations/packs/list-releases.ts';
import { proposeDraft } from '../operations/packs/propose-draft.ts';
import { publishDraft } from '../operations/packs/publish-draft.ts';
import { removeDefinition } from '../operations/packs/remove-definition.ts';
import { rollBack } from '../operations/packs/roll-back.ts';
import { saveDefinition } from '../operations/packs/save-definition.ts';
import { simulateDraft } from '../operations/packs/simulate-draft.ts';
import { answer, created, del, get, noContent, post, put, type Route } from './route.ts';
import { data, listOf, nothing, object, oneOf, optional, text, whole } from './shape.ts';

const either = ['studio', 'publish'] as const;
const decision = object({
  step: text({ max: 100 }),
  person: text({ max: 64 }),
  decision: text({ max: 48 }),
  to: optional(text({ max: 100 })),
  data: optional(data()),
});
const simulation = object({
  workflow: text({ max: 48 }),
  initiator: text({ max: 64 }),
  data: data(),
  decisions: listOf(decision, 100),
  at: optional(text({ max: 30, pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/ })),
});
const note = optional(text({ max: 1_000 }));

export const packRoutes: Route[] = [
  get('/packs', { access: either, summary: 'Packs, drafted and published', heavy: true }, async ({ deps, caller }) =>
    answer(await listPacks(deps, caller)),
  ),
  get('/packs/:pack/draft', { access: either, summary: 'The draft of a pack' }, async ({ deps, caller, params }) =>
    answer(await getDraft(deps, caller, keyIn(params))),
  ),

  put(
    '/packs/:pack/draft/:kind/:key',
    {
      access: 'studio',
      summary: 'Keep a definition in the draft; If-Match: its revision, 0 for a new one',
      body: data(),
      size: 'definition',
    },
    async ({ deps, caller, params, body, ifMatch }) =>
      answer(await saveDefinition(deps, caller, refIn(params), body, ifMatch())),
  ),

  del(
    '/packs/:pack/draft/:kind/:key',
    { access: 'studio', summary: 'Remove a definition from the draft; If-Match: its revision' },
    async ({ deps, caller, params, ifMatch }) => {
      await removeDefinition(deps, caller, refIn(params), ifMatch());
      return noContent();
    },
  ),

  post(
    '/packs/:pack/check',
    { access: either, summary: 'What is wrong with the draft', heavy: true, body: nothing },
    async ({ deps, caller, params }) => answer(await checkDraft(deps, caller, keyIn(params))),
  ),
  post(
    '/packs/:pack/diff',
    {
      access: either,
      summary: 'The draft, or an earlier release, against the current one: in words, and what it takes away',
      heavy: true,
      body: object({ release: optional(whole({ min: 1 })) }),
    },
    async ({ deps, caller, params, body }) =>
      answer(
        body.release === undefined
          ? await diffDraft(deps, caller, keyIn(params))
          : await diffRelease(deps, caller, keyIn(params), body.release),
      ),
  ),

  post(
    '/packs/:pack/simulate',
    { access: either, summary: 'Run a workflow of the draft without effects', heavy: true, body: simulation },
    async ({ deps, caller, params, body }) => answer(await simulateDraft(deps, caller, keyIn(params), body)),
  ),

  post(
    '/packs/:pack/dashboards/:key/query',
    {
      access: either,
      summary: 'The figures of a dashboard of the draft',
      heavy: true,
      body: object({ filters: data() }),
    },
    async ({ deps, caller, params, body }) =>
      answer(await queryDraftDashboard(deps, caller, keyIn(params), params.key ?? '', body.filters)),
  ),

  post(
    '/packs/:pack/publish',
    {
      access: 'publish',
      summary: 'Publish the draft as a release',
      proof: true,
      body: object({ revision: whole(), note }),
    },
    async ({ deps, caller, params, body }) => created(await publishDraft(deps, caller, keyIn(params), body)),
  ),

  post(
    '/packs/:pack/propose',
    { access: either, summary: 'Ask another person to publish the draft', body: object({ revision: whole(), note }) },
    async ({ deps, caller, params, body }) => created(await proposeDraft(deps, caller, keyIn(params), body)),
  ),

  post(
    '/packs/:pack/rollback',
    {
      access: 'publish',
      summary: 'Publish an earlier release again',
      proof: true,
      body: object({ release: whole({ min: 1 }), note, changes: optional(oneOf('keep', 'discard')) }),
    },
    async ({ deps, caller, params, body }) => created(await rollBack(deps, caller, keyIn(params), body)),
  ),

  get(
    '/packs/:pack/releases',
    { access: either, summary: 'Releases, newest first' },
    async ({ deps, caller, params }) => answer(await listReleases(deps, caller, keyIn(params))),
  ),

  get(
    '/packs/:pack/export',
    {
      access: either,
      summary: 'The pack as one JSON document',
      query: { release: 'Its number; without one, the draft' },
    },
    async ({ deps, caller, params, query }) => {
      const key = keyIn(params);
      const release =
        query.release !== undefined && /^\d{1,9}$/.test(query.release) ? Number(query.release) : undefined;
      return answer(await exportPack(deps, caller, key, release), {
        'Content-Disposition': `attachment; filename="${key}.json"`,
      });
    },
  ),

  post(
    '/packs/import',
    { access: 'studio', summary: 'Put an exported pack in place of the draft', body: data(), size: 'pack' },
    async ({ deps, caller, body }) => created(await importPack(deps, caller, body)),
  ),
];

function keyIn({ pack = '' }: { [name: string]: string }): string {
  if (!isKey(pack)) throw notFound('pack', pack);
  return pack;
}

function refIn(params: { [name: string]: string }) {
  const { kind: named, key = '' } = params;
  const kind = named === 'pack' ? 'pack' : definitionKinds.find((each) => each === named);
  if (!kind || !isKey(key)) throw notFound('definition', `${named}/${key}`);
  return { pack: keyIn(params), kind, key } as const;
}
