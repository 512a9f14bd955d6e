import type { Proofs } from './proofs.ts';

/** Forms beside their fields. */
export const formProofs: Proofs = {
  'test/engine/forms/schemas.test.ts': {
    'has what is visible, in the order of the layout, and requires what is required now':
      'form.key form.title form.fields form.layout form.layout[].fields',
  },
  'test/engine/forms/settle.test.ts': {
    'hides while a hiding rule holds': 'form.rules form.rules.*.when form.rules.*.then form.rules.*.then.*.visible',
    require: 'form.rules.*.then.*.required',
    lock: 'form.rules.*.then.*.readonly',
    'narrow options to those that all of them leave': 'form.rules.*.then.*.options',
    'drop the value of what they hide, or keep it':
      'form.rules.*.then.*.onHide form.rules.*.then.*.onHide=clear form.rules.*.then.*.onHide=keep',
    'of %j tell %j':
      'form.checks form.checks.*.fail form.checks.*.path form.checks.*.level form.checks.*.level=error form.checks.*.level=warning',
    'speak the reader’s language': 'form.checks.*.message',
  },
  'test/designer/render/sections.test.tsx': {
    'a section has its title, its help and as many columns as it says':
      'form.layout[].section form.layout[].section.title form.layout[].section.help form.layout[].section.columns form.layout[].section.columns=1 form.layout[].section.columns=2 form.layout[].section.columns=3 form.layout[].section.columns=4',
    'a section that folds is open or closed at first as it says':
      'form.layout[].section.collapse form.layout[].section.collapse=never form.layout[].section.collapse=open form.layout[].section.collapse=closed',
  },
  'test/engine/forms/record.test.ts': {
    'is its number or its first text where nothing is said': 'form.record form.record.display',
    'is found by its texts, as stored and as shown, half-width and lower-case': 'form.record.search',
  },
  'test/server/records/newest-release.test.ts': {
    'that is approved is frozen unless its form says otherwise': 'form.afterApproval form.afterApproval=frozen',
    'that is approved is editable where its form says so, and begins no other case': 'form.afterApproval=editable',
  },
  'test/server/records/records.test.ts': {
    'that is like another where none may be is refused at the field, once and by its title': 'form.record.unique',
    'lists by view, filter and sort, page by page':
      'form.views form.views.*.type form.views.*.type=table form.views.*.columns form.views.*.filter form.views.*.sort',
    'comes with a screen whose definition the browser can parse, with its views by their titles, under its own release too':
      'form.views.*.title',
  },
  'test/server/platform/tenant-store.test.ts': {
    'of a form have the indexes that it asks for now': 'form.record.index',
  },
  'test/engine/access/rights.test.ts': {
    'reach a unit and everything below it':
      'form.access form.access.*.create form.access.*.read form.access.*.read=unit form.access.*.read=unit-tree form.access.*.update form.access.*.update=unit form.access.*.update=unit-tree form.access.*.delete form.access.*.delete=unit form.access.*.delete=unit-tree',
    'answer for a list as for each of its rows':
      'form.access.*.read=none form.access.*.read=own form.access.*.read=all form.access.*.update=none form.access.*.update=own form.access.*.update=all form.access.*.delete=none form.access.*.delete=own form.access.*.delete=all',
    'of %j are %j':
      'form.access.*.fields form.access.*.fields.*=hidden form.access.*.fields.*=masked form.access.*.fields.*=read form.access.*.fields.*=edit',
  },
};
