import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Nothing inlined: the server's content policy allows files of its own origin only.
export default defineConfig({
  plugins: [react()],
  base: '/',
  build: { outDir: '../artifacts/console', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: 'es2022', chunkSizeWarningLimit: 1000 },
  server: { proxy: { '/api': 'http://127.0.0.1:5080' } },
})
