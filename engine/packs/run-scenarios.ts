import type { Issue } from '../core/issue.ts';
import type { Pack } from './pack.ts';
import type { SimulateContext } from './simulate.ts';

export type ScenarioResult = { key: string; passed: boolean; status: string; states: string[]; issues: Issue[] };

/** Every scenario of the pack, against people made up for it (one per role) unless an organisation is given. */
export declare function runScenarios(pack: Pack, ctx?: Partial<SimulateContext>): ScenarioResult[];
