// The areas that the portal needs, in one list for each language.
export { cases } from './cases.ts';
export { controls } from './controls.ts';
export { dashboard } from './dashboard.ts';
export { diagram } from './diagram.ts';
export { form } from './form.ts';
export { home } from './home.ts';
export { inbox } from './inbox.ts';
export { list } from './list.ts';
export { problem } from './problem.ts';
export { shell } from './shell.ts';
export { signIn } from './sign-in.ts';
export { task } from './task.ts';
