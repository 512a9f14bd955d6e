// The transfer pack with something taken out of it, in a folder of its own: for tests that are about something else.
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../engine/index.ts';

export type Without = {
  /** Large transfers need no evidence. */
  evidence?: boolean;
  /** No decision is signed. */
  signatures?: boolean;
};

/** The folder of packs. It lies in the system's folder of temporary files. */
export function packsWithout({ evidence, signatures }: Without, change?: (pack: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'dougong-packs-'));
  const pack = join(folder, 'transfer-control');
  cpSync(new URL('../../definitions/transfer-control', import.meta.url).pathname, pack, { recursive: true });
  if (evidence)
    editDefinition(pack, 'forms/transfer.json', (form) => void delete (form.rules as JsonObject)['evidence-for-large']);
  if (signatures) {
    editDefinition(pack, 'workflows/transfer-approval.json', (workflow) => {
      for (const step of stepsIn(workflow)) delete step.sign;
    });
  }
  change?.(pack);
  return folder;
}

export function editDefinition(pack: string, file: string, change: (json: JsonObject) => void): void {
  const path = join(pack, file);
  const json = JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
  change(json);
  writeFileSync(path, JSON.stringify(json));
}

function stepsIn(workflow: JsonObject): JsonObject[] {
  const { states } = workflow.chart as { states: { [state: string]: { meta?: { step?: JsonObject } } } };
  return Object.values(states).flatMap(({ meta }) => (meta?.step ? [meta.step] : []));
}
