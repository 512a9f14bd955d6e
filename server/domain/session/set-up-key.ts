import { hashToken } from '../../auth/tokens.ts';

/** How long a set-up link opens. */
export const SET_UP_SECONDS = 24 * 3600;

/** Under what a set-up link is remembered. */
export const setUpKey = (token: string) => `set-up:${hashToken(token)}`;
