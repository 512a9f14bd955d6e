/**
 * A message of an error as it may be logged and stored: digits that may be an account or identity number, addresses of people
 * and passwords in addresses are left out.
 */
export function scrub(message: string): string {
  return message
    .slice(0, 4_000)
    .replace(/\d{11,19}[\dXx]?/g, '…')
    .replace(/\/\/[^/@\s]*@/g, '//…@')
    .replace(/[^\s<>@"'/:…]+@[^\s<>@"'/:…]+\.[^\s<>@"'/:…]+/g, '…@…');
}
