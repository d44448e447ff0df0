import { createRequire } from 'node:module';
import path from 'node:path';
import { defineConfig } from 'vite';
import { compressed } from './vite/compressed.js';
import { icons } from './vite/icons.js';
import { licences } from './vite/licences.js';
import { modernFonts } from './vite/modern-fonts.js';

const iconSet = path.dirname(createRequire(import.meta.url).resolve('@iconify-json/lucide/icons.json'));

/**
 * The page's build. `G4F_GATEWAY` names the gateway that the development server (`pnpm --dir packages/web exec vite`) passes its calls on to.
 */
export default defineConfig(() => {
  const { collect, write } = licences([iconSet]);
  return {
    plugins: [modernFonts(), icons(path.join(import.meta.dirname, 'src/ui/icon-names.ts')), collect, write, compressed()],
    worker: { format: 'es', plugins: () => [collect] },
    build: {
      assetsInlineLimit: 0, // the page's policy lets nothing in by data: but images
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1_000,
    },
    server: { proxy: Object.fromEntries(['/v1', '/admin'].map((start) => [start, process.env.G4F_GATEWAY ?? 'http://127.0.0.1:1337'])) },
  };
});
