import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** `npm run dev` serves the client at :5173 and hands everything else to the server at API_URL. */
const server = process.env.API_URL ?? 'http://127.0.0.1:3100';

export default defineConfig({
  plugins: [vue()],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': server, '/socket.io': { target: server, ws: true }, '/collab': { target: server, ws: true } },
  },
  build: { target: 'es2022', chunkSizeWarningLimit: 900 },
});
