export { default as AccountMenu } from './AccountMenu.vue';
export { default as DemonstrationLogins } from './DemonstrationLogins.vue';
export { default as LanguageSwitch } from './LanguageSwitch.vue';
export { useMe } from './me.store';
export { default as PersonFinder } from './PersonFinder.vue';
export { projector } from './projector';
export { default as SignInForm } from './SignInForm.vue';
