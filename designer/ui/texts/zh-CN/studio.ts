import type { studio as en } from '../en/studio.ts';

export const studio: Record<keyof typeof en, string> = { title: '设计器' };
