import { v7 } from 'uuid';
import type { Clock } from '../deps.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** Ids that sort by time and tell nobody how many there are. */
export const timeOrderedIds = { next: () => v7() };
