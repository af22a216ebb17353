export { GesturesModule } from './gestures.module.js';
