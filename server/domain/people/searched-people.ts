/** More than this many people are not searched by part of a name. */
export const SEARCHED_MOST = 20_000;
