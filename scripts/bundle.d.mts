import type { BuildOptions } from 'esbuild';

export const serverBundle: BuildOptions;
export const serverEntries: { main: string; 'compile-child': string; store: string };
