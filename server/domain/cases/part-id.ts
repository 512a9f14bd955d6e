/** Tasks, timers and incidents of a case are rows of their own under the case's id. */
export function partId(caseId: string, part: string): string {
  return `${caseId}.${part}`;
}

/** The case and the case's own name of a part. */
export function partOf(id: string): { case: string; part: string } {
  const dot = id.indexOf('.');
  return dot < 0 ? { case: id, part: '' } : { case: id.slice(0, dot), part: id.slice(dot + 1) };
}
