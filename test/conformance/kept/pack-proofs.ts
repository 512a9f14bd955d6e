import { iconNames } from '../../../engine/index.ts';
import type { Proofs } from './proofs.ts';

const signs = iconNames.flatMap((name) => [
  `pack.home.navigation[].icon=${name}`,
  `pack.home.quickActions[].icon=${name}`,
]);

/** Packs, option sets, roles, templates, pages and scenarios. */
export const packProofs: Proofs = {
  'test/server/packs/publish.test.ts': {
    'is listed with its draft and its release': 'pack.key pack.title',
    'shows makers only what they may open':
      'pack.home pack.home.navigation pack.home.navigation[].form pack.home.quickActions pack.home.quickActions[].form',
  },
  'test/server/pages/pages.test.ts': {
    'is called as it calls itself, or as its entry does':
      'pack.home.navigation[].page pack.home.navigation[].title page.key page.title',
    'shows all its blocks, in their order, to whoever may see all':
      'page.blocks page.blocks[].dashboard page.blocks[].form page.blocks[].view page.blocks[].text',
  },
  'test/designer/render/placeholders.test.tsx': { 'are drawn each by a picture of its own': signs.join(' ') },
  'test/designer/portal/menu-entries.test.tsx': {
    'an entry of the menu and a quick action have the title and the sign that the pack gives them':
      'pack.home.navigation[].icon pack.home.navigation[].dashboard pack.home.quickActions[].title pack.home.quickActions[].icon',
  },
  'test/engine/packs/broken.test.ts': { 'finds forms, options, roles and datasets there': 'pack.requires' },
  'test/designer/studio/descriptions.test.tsx': {
    'is written and shown under the title':
      'pack.description options.description roles.description template.description form.description workflow.description dataset.description dashboard.description page.description scenario.description',
    'of a role is written beside it': 'roles.roles.*.description',
  },
  'test/designer/render/choices-and-columns.test.tsx': {
    'show what they lie under even where it cannot be chosen': 'options.items[].parent',
  },
  'test/engine/fields/options.test.ts': {
    'parses and is looked up by key':
      'options.key options.title options.items options.items[].key options.items[].title',
    'may grow and retire after the form was published: what is now counts': 'options.items[].retired',
  },
  'test/server/people/people.test.ts': {
    'knows the roles of the current release': 'roles.key roles.title roles.roles roles.roles.*.title',
  },
  'test/server/platform/permissions.test.ts': {
    'opens the routes that ask for it and no others: %s':
      'roles.roles.*.permissions roles.roles.*.permissions[]=people roles.roles.*.permissions[]=studio roles.roles.*.permissions[]=publish roles.roles.*.permissions[]=operations roles.roles.*.permissions[]=audit',
  },
  'test/server/auth/second-factor.test.ts': {
    'that a role asks for is the only thing to reach until it is set up, and stays on':
      'roles.roles.*.mfa roles.roles.*.mfa=required',
  },
  'test/engine/packs/render-template.test.ts': {
    'speaks the reader’s language': 'template.key template.title template.subject template.body template.format=text',
    'never writes a value of data unescaped into HTML': 'template.format template.format=html',
  },
  'test/engine/packs/simulate.test.ts': {
    'tell where the case stood':
      'scenario.key scenario.title scenario.workflow scenario.data scenario.initiator scenario.initiator.person scenario.initiator.role scenario.initiator.roles scenario.decisions scenario.decisions[].step scenario.decisions[].by scenario.decisions[].by.person scenario.decisions[].by.role scenario.decisions[].by.roles scenario.decisions[].decision scenario.expect scenario.expect.state scenario.expect.states scenario.expect.status scenario.expect.status=running scenario.expect.status=done scenario.expect.status=cancelled',
    'takes decisions in order, to the end':
      'scenario.decisions[].opinion scenario.decisions[].data scenario.decisions[].to',
  },
  'test/engine/workflow/signers.test.ts': {
    'before: the task waits, and comes back with the same id':
      'scenario.decisions[].where scenario.decisions[].where=before',
    'after: the step is not decided until they have signed too': 'scenario.decisions[].where=after',
    'alongside: one more seat': 'scenario.decisions[].where=alongside',
  },
};
