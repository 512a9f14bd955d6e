/** Where a case stands with a state: it waits there, it has been there, or neither. */
export type Standing = 'active' | 'visited' | 'ahead';

/** How the case stands with a state; a group is where one of its states is. */
export function standingOf(id: string, active: readonly string[], visited: readonly string[]): Standing {
  const within = (state: string) => state === id || state.startsWith(`${id}.`);
  if (active.some(within)) return 'active';
  return visited.some(within) ? 'visited' : 'ahead';
}
