import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [];
