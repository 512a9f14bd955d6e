/** As many people as a state names; the rest are counted. */
export const MOST_PEOPLE = 3;
