/** What the browser itself found; refusals of the server bring their own words. */
export const problem = {
  offline: 'The server cannot be reached. Check the connection and try again.',
  timeout: 'The server took too long to answer. Try again.',
  unreadable: "The server's answer could not be read.",
  aborted: 'The call was stopped.',
  forbidden: 'You have no right to see this.',
  'not-found': 'This does not exist, or you may not see it.',
  failed: 'That did not work.',
};
