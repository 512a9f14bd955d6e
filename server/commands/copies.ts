/** Where a place keeps that a copy into it has begun and is not whole yet. */
export const COPIES = 'storeCopies';
