import type { MessageKey } from '@/i18n';

export { default as CountingBar } from './CountingBar.vue';
export { default as CountingControl } from './CountingControl.vue';
export { useCountClicks } from './useCountClicks';
export { useCounting } from './useCounting';

/** For the list of keys; Backspace stands there already. */
export const COUNTING_KEYS: readonly { readonly keys: readonly string[]; readonly says: MessageKey }[] = [{ keys: ['X'], says: 'counting.keysCount' }];
