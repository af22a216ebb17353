import { type App } from 'vue';
import { t } from '@/i18n';
import { useToasts } from '@/ui';

/** A fault of ours: it is said on the screen with a way out, and reported to the browser like any uncaught error. */
export function catchErrors(app: App): void {
  app.config.errorHandler = (error) => {
    useToasts().stop(`${t('app.crashed.title')}. ${t('app.crashed.hint')}`, { label: t('app.crashed.reload'), run: () => location.reload() });
    reportError(error);
  };
  // A page of an earlier build asks for files that a newer one no longer has; the newer one is one reload away.
  addEventListener('vite:preloadError', () => location.reload());
}
