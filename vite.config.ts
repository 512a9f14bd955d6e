import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'designer',
  plugins: [react()],
  resolve: {
    alias: {
      'markdown-to-jsx/react': new URL('designer/render/form/plain-markdown.ts', import.meta.url).pathname,
    },
  },
  // The server replaces the placeholder with a fresh nonce in every page it sends (Content-Security-Policy).
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../dist/designer',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // Which file loads which: the first load's size is tested by it. Files that begin with a dot are never served.
    manifest: true,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      // The engine is pure: what a page does not use of it need not be loaded, though all import it through one index.
      treeshake: { moduleSideEffects: [{ test: /[\\/]engine[\\/]/, sideEffects: false }] },
    },
  },
  // The worker that lays out charts gives nothing to anybody by a name, but a script that exports wants one.
  worker: { rolldownOptions: { output: { name: 'layout' } } },
  server: { host: '127.0.0.1', port: 4100, proxy: { '/api': 'http://127.0.0.1:4000' } },
});
