export { ScenesModule } from './scenes.module.js';
