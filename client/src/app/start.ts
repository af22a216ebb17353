import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { i18n } from '@/i18n';
import App from './App.vue';
import { catchErrors } from './catch-errors';
import { createRoutes } from './router';

/** Puts the application into `selector`. */
export function start(selector: string): void {
  const app = createApp(App);
  catchErrors(app);
  app.use(createPinia()).use(i18n).use(createRoutes()).mount(selector);
}
