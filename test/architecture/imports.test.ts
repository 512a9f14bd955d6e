import { join } from 'node:path';
import { cruise, type IModule } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { beforeAll, describe, expect, it } from 'vitest';
import { root, sourceFiles } from './sources.ts';

/** What each part of the engine may import besides itself. `wire` is types only. */
const mayImport: Record<string, string[]> = {
  core: [],
  rules: ['core'],
  access: ['core', 'rules'],
  fields: ['core', 'rules', 'access'],
  forms: ['core', 'rules', 'access', 'fields'],
  workflow: ['core', 'rules', 'access', 'fields', 'forms'],
  reports: ['core', 'rules', 'access', 'fields', 'forms', 'workflow'],
  packs: ['core', 'rules', 'access', 'fields', 'forms', 'workflow', 'reports', 'wire'],
  wire: ['core', 'access', 'reports'],
};

/** A library that shapes our types has one importer: a file, or a folder. */
const soleImporters: Record<string, string[]> = {
  xstate: ['engine/workflow/machine.ts'],
  ajv: ['engine/core/json-schema.ts', 'engine/core/json-schema-compiler.ts'],
  '@cfworker/json-schema': ['engine/core/json-schema.ts'],
  handlebars: ['engine/packs/template-grammar.ts'],
  mongoose: ['server/store/', 'server/reports/', 'server/commands/'],
  libsql: ['server/store/embedded/sqlite.ts'],
  express: ['server/app.ts', 'server/http/'],
  '@rjsf/core': ['designer/render/'],
  '@rjsf/antd': ['designer/render/'],
  '@rjsf/utils': ['designer/render/'],
  echarts: ['designer/render/'],
  elkjs: ['designer/render/'],
  'json-logic-js': [],
};

let modules: IModule[];

beforeAll(async () => {
  process.chdir(root);
  const result = await cruise(
    ['engine', 'server', 'designer'],
    { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' }, tsConfig: { fileName: 'tsconfig.json' } },
    undefined,
    { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) },
  );
  modules = (result.output as { modules: IModule[] }).modules.filter((module) =>
    /^(engine|server|designer)\//.test(module.source),
  );
});

type Import = { from: string; to: string; typeOnly: boolean; external: boolean };

function imports(): Import[] {
  return modules.flatMap((module) =>
    module.dependencies.map((dependency) => ({
      from: module.source,
      to: dependency.resolved,
      typeOnly: dependency.dependencyTypes.includes('type-only'),
      external: dependency.resolved.includes('node_modules'),
    })),
  );
}

const isDriver = (path: string) => path.startsWith('server/store/embedded/');
const described = (found: Import[]) => found.map(({ from, to }) => `${from} → ${to}`);

describe('imports', () => {
  it('were all read', () => {
    expect(modules.length).toBeGreaterThanOrEqual(sourceFiles().length * 0.95);
    expect(imports().filter(({ external }) => external).length).toBeGreaterThan(20);
  });

  it('point one way inside the engine', () => {
    const wrong = imports().filter(({ from, to }) => {
      const [, part] = /^engine\/([a-z]+)\//.exec(from) ?? [];
      const [, other] = /^engine\/([a-z]+)\//.exec(to) ?? [];
      return part && other && part !== other && !mayImport[part]?.includes(other);
    });
    expect(described(wrong)).toEqual([]);
  });

  it('take types alone into and out of engine/wire', () => {
    const wrong = imports().filter(
      ({ from, to, typeOnly }) => from.startsWith('engine/wire/') && to.startsWith('engine/') && !typeOnly,
    );
    expect(described(wrong)).toEqual([]);
  });

  it('leave the engine out of server and designer, and those out of each other', () => {
    const wrong = imports().filter(
      ({ from, to }) =>
        (from.startsWith('engine/') && /^(server|designer)\//.test(to)) ||
        (from.startsWith('server/') && to.startsWith('designer/')) ||
        (from.startsWith('designer/') && to.startsWith('server/')),
    );
    expect(described(wrong)).toEqual([]);
  });

  it('reach the engine through its index', () => {
    const wrong = imports().filter(
      ({ from, to }) =>
        /^(server|designer)\//.test(from) &&
        to.startsWith('engine/') &&
        to !== 'engine/index.ts' &&
        // The compiler of structure validators is kept out of the index, or every browser would load it.
        !(to === 'engine/core/json-schema-compiler.ts' && from.startsWith('server/compile/')),
    );
    expect(described(wrong)).toEqual([]);
  });

  it('keep portal, studio and admin from knowing each other', () => {
    const place = (path: string) => /^designer\/(portal|studio|admin)\//.exec(path)?.[1];
    const wrong = imports().filter(({ from, to }) => place(from) && place(to) && place(from) !== place(to));
    expect(described(wrong)).toEqual([]);
  });

  it('keep operations and domain from Express and Mongoose', () => {
    const wrong = imports().filter(
      ({ from, to }) =>
        /^server\/(operations|domain)\//.test(from) &&
        (/node_modules\/(express|mongoose)\//.test(to) || to.startsWith('server/http/')),
    );
    expect(described(wrong)).toEqual([]);
  });

  it('take nothing of ours into the embedded driver', () => {
    const own = imports().filter(({ from }) => isDriver(from));
    expect(own.length).toBeGreaterThan(100);
    expect(described(own.filter(({ to }) => /^(engine|server|designer|test)\//.test(to) && !isDriver(to)))).toEqual([]);
  });

  it('reach the embedded driver through its index', () => {
    const from = imports().filter((one) => !isDriver(one.from) && isDriver(one.to));
    expect(from.length).toBeGreaterThan(0);
    expect(described(from.filter(({ to }) => to !== 'server/store/embedded/index.ts'))).toEqual([]);
  });

  it('keep React out of the studio’s document model', () => {
    const wrong = imports().filter(
      ({ from, to }) => from.startsWith('designer/studio/document/') && /node_modules\/(react|antd|@xyflow)/.test(to),
    );
    expect(described(wrong)).toEqual([]);
  });

  it.each(Object.entries(soleImporters))('leave %s to %j', (library, allowed) => {
    const wrong = imports().filter(
      ({ from, to }) =>
        to.includes(`node_modules/${library}/`) &&
        !allowed.some((place) => (place.endsWith('/') ? from.startsWith(place) : from === place)),
    );
    expect(described(wrong)).toEqual([]);
  });

  it('never go through the own folder’s index', () => {
    const folder = (path: string) => path.slice(0, path.lastIndexOf('/'));
    const wrong = imports().filter(
      ({ from, to }) =>
        !to.includes('node_modules') && to === `${folder(from)}/index.ts` && !from.endsWith('/index.ts'),
    );
    expect(described(wrong)).toEqual([]);
  });

  it('make no cycle of values', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typeOnly, external } of imports()) {
      if (!typeOnly && !external) next.set(from, [...(next.get(from) ?? []), to]);
    }
    expect(cycleIn(next)).toBeUndefined();
  });

  it('make no cycle of folders', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, external } of imports()) {
      const [here, there] = [folderOf(from), folderOf(to)];
      if (!external && here && there && here !== there) next.set(here, [...(next.get(here) ?? []), there]);
    }
    expect(next.size).toBeGreaterThan(30);
    expect(cycleIn(next)).toBeUndefined();
  });
});

/** The folder that a file counts to: the areas of operations and domain by themselves, elsewhere the part of its layer. */
function folderOf(path: string): string | undefined {
  return /^server\/(?:operations|domain)\/[^/]+(?=\/)|^(?:engine|server|designer)\/[^/]+(?=\/)/.exec(path)?.[0];
}

function cycleIn(next: Map<string, string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (here: string, way: string[]): string[] | undefined => {
    if (way.includes(here)) return [...way.slice(way.indexOf(here)), here];
    if (done.has(here)) return undefined;
    for (const there of next.get(here) ?? []) {
      const found = visit(there, [...way, here]);
      if (found) return found;
    }
    done.add(here);
    return undefined;
  };
  for (const start of next.keys()) {
    const found = visit(start, []);
    if (found) return found;
  }
  return undefined;
}
