/** What the server takes as a file, whatever a field says. Fields and their page, uploads and their refusals read it here. */

const MB = 1024 * 1024;

export const LARGEST_FILE = 20 * MB;
/** Of each file, where its field says nothing. */
export const USUAL_SIZE = '10MB';

/** The endings of names, without their dot, of the kinds of file that the server takes. */
export const fileEndings = ['png', 'jpg', 'jpeg', 'pdf', 'xlsx', 'docx', 'csv', 'txt'] as const;
export type FileEnding = (typeof fileEndings)[number];
