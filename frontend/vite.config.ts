import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Libraries that change rarely get a chunk each, so that a deployment leaves them in people's caches. */
const LIBRARY_CHUNKS: readonly (readonly [string, RegExp])[] = [
  ['react', /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/],
  ['mantine', /node_modules[\\/](@mantine|@floating-ui|react-remove-scroll)[\\/]/],
  ['query', /node_modules[\\/]@tanstack[\\/]/],
  ['xyflow', /node_modules[\\/](@xyflow|zustand|d3-[a-z]+)[\\/]/],
  ['codemirror', /node_modules[\\/](@codemirror|@lezer|style-mod|w3c-keyname|crelt)[\\/]/],
];

export default defineConfig(({ command }) => ({
  // A build works wherever its files are served from; Vite's own server is asked at STATIC_URL.
  base: command === 'serve' ? '/static/designer/app/' : './',
  plugins: [react()],
  build: {
    outDir: '../designer/static/designer/app',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    rolldownOptions: {
      input: 'src/main.tsx',
      output: { codeSplitting: { groups: LIBRARY_CHUNKS.map(([name, test]) => ({ name, test })) } },
    },
  },
}));
