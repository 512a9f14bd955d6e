export type * from './admin.ts';
export type * from './cases.ts';
export type * from './pages.ts';
export type * from './records.ts';
export type * from './reports.ts';
export type * from './requests.ts';
export type * from './session.ts';
export type * from './studio.ts';
