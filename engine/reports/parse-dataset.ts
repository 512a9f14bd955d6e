import type { Result } from '../core/result.ts';
import type { Form } from '../forms/index.ts';
import type { Dataset } from './dataset.ts';

export type DatasetLinks = { form(key: string): Form | undefined };
export declare function parseDataset(json: unknown, links: DatasetLinks): Result<Dataset>;
