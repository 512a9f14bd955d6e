/** Texts of the studio; loaded with it. */
export const studio = { title: 'Studio' };
