import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const folder = import.meta.dirname;

/** The pages: the buyer's, and the operator's at `/operate`. What both use becomes a file of its own. */
export default defineConfig({
  root: folder,
  publicDir: false,
  cacheDir: resolve(folder, '../../node_modules/.vite'),
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    outDir: resolve(folder, '../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The policy lets scripts and styles come from this service only, so nothing may be written into the page itself.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      input: { index: resolve(folder, 'index.html'), operate: resolve(folder, 'operate.html') },
    },
  },
});
