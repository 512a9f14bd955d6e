import type { Proofs } from './proofs.ts';

/** Workflows: the definition, its chart, its steps. */
export const workflowProofs: Proofs = {
  'test/server/cases/choices-pools-events.test.ts': {
    'numbers its cases by its own pattern': 'workflow.no',
    'shows with the task what its step says to those who decide': 'step.guide',
    'lets one of a pool take the task, tells the other who has it, and takes it back into the pool':
      'assign<pool> assign<pool>.role',
    'asks with the decision whom the next step shall have, and gives it to nobody else':
      'assign<choice>.of=previous assign<choice>.max',
    'goes on by an event that a person with the role sends, and by nobody else’s':
      'workflow.events workflow.events.*.title workflow.events.*.roles step.type=wait',
  },
  'test/flows/main-path.test.ts': {
    'stands in the boxes of those concerned': 'step.title workflow.key workflow.title workflow.form workflow.summary',
    'above 50,000 needs director and deputy both, each with a signature': 'step.sign step.sign=password',
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
    'takes decisions of its own making': 'state.meta.step step.decisions state.type state.type=atomic state.type=final',
    'sends copies without waiting for anybody': 'step.type=copy',
    'acts: sets, tells, makes records, calls':
      'actions.type actions.params actions.type=set actions.type=notify actions.type=create-record actions.type=update-record transitions.actions state.entry state.exit',
    'keeps for other tools what is written about its states and transitions':
      'workflow.chart.description state.description transitions.description state.tags state.meta.note',
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
    'where the same person approved earlier, the very same data': 'workflow.auto workflow.auto.earlier step.auto',
    'adjacent means the step just before': 'workflow.auto.adjacent',
  },
  'test/engine/workflow/assignment.test.ts': {
    "'a person'": 'step.assign assign<person> assign<person>.person',
    "'the initiator, who approves nothing of their own'": 'assign<initiator>',
    'a role, in order of name, without those who left': 'assign<role> assign<role>.role',
    'a role in the initiator’s unit': 'assign<role>.within',
    'a role in the unit of a field; an empty unit is nobody, never everybody': 'within.field',
    'the head of the initiator’s unit': 'assign<unit-head>',
    'the head of a named unit': 'assign<unit-head>.within',
    "'the manager'": 'assign<manager>',
    'the manager’s manager': 'assign<manager>.level',
    'the chain of managers': 'assign<manager-chain> assign<manager-chain>.levels',
    'a field with %s': 'assign<field> assign<field>.field',
    "'a rule'": 'assign<rule> assign<rule>.rule',
    'whom the initiator chose, from among those he may':
      'assign<choice> assign<choice>.of assign<choice>.of=initiator assign<choice>.role assign<choice>.within',
    'an incident is opened and the case waits': 'step.empty step.empty=incident',
    'the step is skipped, and that is told': 'step.empty=skip',
    'another role stands in': 'step.empty.role',
    'the administrators get it': 'step.empty=to-admin workflow.admin',
  },
  'test/engine/workflow/claim.test.ts': { 'is for people of the pool: role and unit': 'assign<pool>.within' },
  'test/engine/workflow/voting.test.ts': {
    'any: the first approval decides':
      'step.type=approval step.type step.decide step.decide=any step.reject step.reject=first',
    'all: everybody approves': 'step.decide=all step.order=parallel',
    'any, reject all: one rejection leaves the others': 'step.reject=all',
    'vote 0.5 of three needs two': 'step.decide.vote',
    'vote, waiting for all: fixed but not closed': 'step.decide.waitForAll',
    'sequence, all: one after the other': 'step.order step.order=sequence',
  },
  'test/engine/workflow/return.test.ts': {
    'only to what is listed': 'step.return step.return.to',
    'rerun: what was approved before is asked again': 'step.return.resume step.return.resume=rerun',
    'direct: straight back to who returned it, where nothing has changed': 'step.return.resume=direct',
    'ask: the one who returns says which': 'step.return.resume=ask',
  },
  'test/engine/workflow/data.test.ts': {
    'are read in an approval and edited in a fill, unless it says otherwise':
      'step.fields step.fields.*=read step.fields.*=edit step.type=fill',
    'must be filled in before somebody agrees, not before he objects': 'step.fields.*=required',
    'opinion %s, %s with %j': 'step.opinion step.opinion=optional step.opinion=required step.opinion=on-reject',
  },
  'test/server/security/given-away.test.ts': {
    'H10: is closed by a step wherever its people look: record, list, case, histories, files':
      'step.fields.*=hidden step.fields.*=masked',
  },
  'test/conformance/four-eyes/ways.test.ts': { 'not where the step ignores the field': 'step.ignore' },
  'test/engine/workflow/separation.test.ts': { 'leaves out who made the request': 'step.separate' },
  'test/engine/workflow/signers.test.ts': {
    'stays within its scope': 'step.transfer step.transfer.role step.transfer.within',
    'goes one deep, unless the step says more':
      'step.addSigner step.addSigner.role step.addSigner.within step.addSigner.depth',
  },
};
