import ELK from 'elkjs/lib/elk-api.js';
import ElkWorker from 'elkjs/lib/elk-worker.min.js?worker';
import type { LayoutEngine } from './layout-graph.ts';

let engine: LayoutEngine | undefined;

/** The layout engine in its own thread, started when first asked for. */
export function elkInWorker(): LayoutEngine {
  engine ??= new ELK({ workerFactory: () => new ElkWorker() });
  return engine;
}
