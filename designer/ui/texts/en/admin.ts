/** Texts of administration; loaded with it. */
export const admin = { title: 'Administration' };
