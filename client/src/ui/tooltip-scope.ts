import { type InjectionKey } from 'vue';

/** Provided as true where tooltips are already grouped. */
export const IN_TOOLTIP_SCOPE: InjectionKey<boolean> = Symbol('in tooltip scope');
