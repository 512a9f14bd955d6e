import type { Proofs } from './proofs.ts';

/** Workflows: the definition, its chart, its steps. */
export const workflowProofs: Proofs = {
  'test/server/cases/choices-pools-events.test.ts': {
    'numbers its cases by its own pattern': 'workflow.no',
    'shows with the task what its step says to those who decide': 'step<approval>.guide',
    'lets one of a pool take the task, tells the other who has it, and takes it back into the pool':
      'assign<pool> assign<pool>.role',
    'asks with the decision whom the next step shall have, and gives it to nobody else':
      'assign<choice>.of=previous assign<choice>.max',
    'goes on by an event that a person with the role sends, and by nobody else’s':
      'workflow.events workflow.events.*.title workflow.events.*.roles step<wait>',
  },
  'test/flows/main-path.test.ts': {
    'stands in the boxes of those concerned': 'step.title workflow.key workflow.title workflow.form workflow.summary',
    'above 50,000 needs director and deputy both, each with a signature':
      'step<approval>.sign step<approval>.sign=password',
  },
  'test/engine/workflow/chart.test.ts': {
    'is for people with the role': 'workflow.start workflow.start.roles',
    'sorts by itself with always': 'state.always',
    'joins parallel regions; a decision moves its own region only':
      'state.type=parallel state.type=compound state.onDone state.states state.initial',
    'may be parallel as a whole': 'workflow.chart.type workflow.chart.type=parallel workflow.chart.type=compound',
    'remembers where it was with a history state':
      'state.type=history state.history state.history=shallow state.history=deep state.history=true state.target state.id',
    'lets what holds a state answer for it': 'state.on workflow.chart.on workflow.chart.id',
    'opens a step anew when it is entered again': 'transitions.reenter',
    'takes decisions of its own making':
      'state.meta.step step<approval>.decisions state.type state.type=atomic state.type=final',
    'sends copies without waiting for anybody': 'step<copy> step<copy>.assign',
    'acts: sets, tells, makes records, calls':
      'actions<set> actions<set>.params actions<notify> actions<create-record> actions<update-record> actions<update-record>.params transitions.actions state.entry state.exit',
    'keeps for other tools what is written about its states and transitions':
      'workflow.chart.description state.description transitions.description state.tags',
  },
  'test/engine/workflow/explain.test.ts': {
    'has every state and every transition, with the place of each in the definition':
      'workflow.chart workflow.chart.initial workflow.chart.states transitions.target state.meta state.meta.title',
    'names the transition and the values that decided':
      'transitions.guard transitions.guard.type transitions.guard.type=rule transitions.guard.params transitions.guard.params.if',
  },
  'test/engine/workflow/timers.test.ts': { '%s after entering fires at %s': 'state.after' },
  'test/server/cases/told-truly.test.ts': {
    'users F9: paid, rejected and returned requests are told apart in the maker’s own list':
      'state.meta.outcome state.meta.outcome=approved state.meta.outcome=rejected state.meta.outcome=cancelled',
  },
  'test/engine/workflow/withdraw.test.ts': {
    '%j allows it at the right time':
      'workflow.withdraw workflow.withdraw=never workflow.withdraw=untouched workflow.withdraw=always workflow.withdraw.until',
  },
  'test/engine/workflow/auto-decide.test.ts': {
    'where the same person approved earlier, the very same data':
      'workflow.auto workflow.auto.earlier step<approval>.auto',
    'adjacent means the step just before': 'workflow.auto.adjacent',
  },
  'test/engine/workflow/assignment.test.ts': {
    'a person': 'step<approval>.assign assign<person> assign<person>.person',
    'the initiator, who approves nothing of their own': 'assign<initiator>',
    'a role, in order of name, without those who left': 'assign<role> assign<role>.role',
    'a role in the initiator’s unit': 'assign<role>.within',
    'a role in the unit of a field; an empty unit is nobody, never everybody': 'within.field',
    'the head of the initiator’s unit': 'assign<unit-head>',
    'the head of a named unit': 'assign<unit-head>.within',
    'the manager': 'assign<manager>',
    'the manager’s manager': 'assign<manager>.level',
    'the chain of managers': 'assign<manager-chain> assign<manager-chain>.levels',
    'a field with %s': 'assign<field> assign<field>.field',
    'a rule': 'assign<rule> assign<rule>.rule',
    'whom the initiator chose, from among those they may':
      'assign<choice> assign<choice>.of assign<choice>.of=initiator assign<choice>.role assign<choice>.within',
    'an incident is opened and the case waits': 'step<approval>.empty step<approval>.empty=incident',
    'the step is skipped, and that is told': 'step<approval>.empty=skip',
    'another role stands in': 'step<approval>.empty.role',
    'the administrators get it': 'step<approval>.empty=to-admin workflow.admin',
  },
  'test/engine/workflow/claim.test.ts': { 'is for people of the pool: role and unit': 'assign<pool>.within' },
  'test/engine/workflow/voting.test.ts': {
    'any: the first approval decides':
      'step<approval> step<approval>.decide step<approval>.decide=any step<approval>.reject step<approval>.reject=first',
    'all: everybody approves': 'step<approval>.decide=all step<approval>.order=parallel',
    'any, reject all: one rejection leaves the others': 'step<approval>.reject=all',
    'vote 0.5 of three needs two': 'step<approval>.decide.vote',
    'vote, waiting for all: fixed but not closed': 'step<approval>.decide.waitForAll',
    'sequence, all: one after the other': 'step<approval>.order step<approval>.order=sequence',
  },
  'test/engine/workflow/return.test.ts': {
    'only to what is listed': 'step<approval>.return step<approval>.return.to',
    'rerun: what was approved before is asked again': 'step<approval>.return.resume step<approval>.return.resume=rerun',
    'direct: straight back to who returned it, where nothing has changed': 'step<approval>.return.resume=direct',
    'ask: the one who returns says which': 'step<approval>.return.resume=ask',
  },
  'test/engine/workflow/data.test.ts': {
    'are read in an approval and edited in a fill, unless it says otherwise':
      'step<approval,fill>.fields step<approval,fill>.fields.*=read step<approval,fill>.fields.*=edit step<fill> step<fill>.assign',
    'must be filled in before a person agrees, not before they object': 'step<approval>.fields.*=required',
    'opinion %s, %s with %j':
      'step<approval>.opinion step<approval>.opinion=optional step<approval>.opinion=required step<approval>.opinion=on-reject',
  },
  'test/server/security/given-away.test.ts': {
    'H10: is closed by a step wherever its people look: record, list, case, histories, files':
      'step<approval>.fields.*=hidden step<approval>.fields.*=masked',
  },
  'test/engine/workflow/fill.test.ts': {
    'any: ends with the first who submits': 'step<fill>.decide step<fill>.decide=any',
    'all, at once: waits for each': 'step<fill>.decide=all step<fill>.order=parallel',
    'all, in a sequence: asks one after the other': 'step<fill>.order step<fill>.order=sequence',
    'a share of them is enough': 'step<fill>.decide.vote',
    'a share that waits for all is fixed and not closed': 'step<fill>.decide.waitForAll',
    'the first rejection decides': 'step<fill>.reject step<fill>.reject=first',
    'all must reject': 'step<fill>.reject=all',
    'goes to another role where nobody is found': 'step<fill>.empty.role',
    'goes to the administrators where nobody is found': 'step<fill>.empty=to-admin',
    'is skipped where nobody is found': 'step<fill>.empty=skip',
    'is an incident where nobody is found': 'step<fill>.empty step<fill>.empty=incident',
    'leaves out who decided in a step that it keeps apart': 'step<fill>.separate',
    'asks for an opinion that is required': 'step<fill>.opinion step<fill>.opinion=required',
    'asks for an opinion with a rejection': 'step<fill>.opinion=on-reject',
    'takes no opinion where none is required': 'step<fill>.opinion=optional',
    'asks for a signature': 'step<fill>.sign step<fill>.sign=password',
    'asks for a field that must be filled in': 'step<fill>.fields.*=required',
    'asks for nothing in a field that is hidden': 'step<fill>.fields.*=hidden',
    'asks for nothing in a field that is masked': 'step<fill>.fields.*=masked',
    'asks again who submitted before a later change, unless it ignores the field': 'step<fill>.ignore',
    'returns where it may, and goes on from there as it says':
      'step<fill>.return step<fill>.return.to step<fill>.return.resume step<fill>.return.resume=rerun step<fill>.return.resume=direct step<fill>.return.resume=ask',
    'is handed on and signed by others within the scope that it says':
      'step<fill>.transfer step<fill>.transfer.role step<fill>.transfer.within step<fill>.addSigner step<fill>.addSigner.role step<fill>.addSigner.within step<fill>.addSigner.depth',
    'offers the decisions and shows the guide that it says': 'step<fill>.decisions step<fill>.guide',
    'shows its people the fields that it says, and the guide':
      'step<copy>.fields step<copy>.fields.*=hidden step<copy>.fields.*=masked step<copy>.fields.*=read step<copy>.guide',
  },
  'test/server/cases/actions.test.ts': {
    'a template is sent as it says: a mail in its form by mail, a notice in the application':
      'actions<notify>.params actions<notify>.params.template template.channel template.channel=notice template.channel=mail',
    'a message reaches whom it names: %s':
      'actions<notify>.params.to actions<notify>.params.to.role actions<notify>.params.to.person actions<notify>.params.to.field actions<notify>.params.to=initiator actions<notify>.params.to=assignees actions<notify>.params.to=participants',
    'a record is made with what the action says, and the field that it names links to it':
      'actions<create-record>.params actions<create-record>.params.form actions<create-record>.params.data actions<create-record>.params.link',
    'a record that the action names is changed as it says':
      'actions<update-record>.params.form actions<update-record>.params.record actions<update-record>.params.data',
  },
  'test/conformance/four-eyes/ways.test.ts': { 'not where the step ignores the field': 'step<approval>.ignore' },
  'test/engine/workflow/separation.test.ts': { 'leaves out who made the request': 'step<approval>.separate' },
  'test/engine/workflow/signers.test.ts': {
    'stays within its scope': 'step<approval>.transfer step<approval>.transfer.role step<approval>.transfer.within',
    'goes one deep, unless the step says more':
      'step<approval>.addSigner step<approval>.addSigner.role step<approval>.addSigner.within step<approval>.addSigner.depth',
  },
};
