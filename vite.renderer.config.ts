import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { codeLanguages, noLanguages } from './scripts/lib/code-languages.ts'

export default defineConfig({
  root: join(import.meta.dirname, 'src/renderer'),
  // Relative addresses work from the loopback server and from a desktop window's own scheme alike.
  base: './',
  plugins: [react(), tailwindcss(), codeLanguages()],
  // Workers load their languages in parts, which only modules can.
  worker: { format: 'es', plugins: () => [noLanguages()] },
  build: {
    outDir: join(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    minify: true,
    sourcemap: false,
    target: 'es2024',
    // The content security policy has no data: for scripts, and inlined modules would need an exception.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
