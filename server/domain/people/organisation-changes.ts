import type { TenantStore } from '../../deps.ts';

/** The series whose number grows with each change of people or units: a server that keeps the organisation in memory asks for it. */
export const ORGANISATION_CHANGES = 'organisation-changes';

export async function organisationChanged(tx: TenantStore): Promise<void> {
  await tx.nextNumber(ORGANISATION_CHANGES);
}
