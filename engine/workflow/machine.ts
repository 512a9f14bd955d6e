import type { AnyStateMachine } from 'xstate';

/** An interpreted chart. Opaque outside this file. */
export type Machine = { readonly xstate: AnyStateMachine };
