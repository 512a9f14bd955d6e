/** What `verify` finds: where it is, and what is wrong with it. */
export type StoreFault = { place: string; what: string };

/** Rows are read in portions, so that a store of any size can be checked. */
export const PORTION = 1000;
