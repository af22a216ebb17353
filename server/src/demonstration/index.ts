export { announce } from './announce.js';
export { DemonstrationModule } from './demonstration.module.js';
export { Demonstration } from './demonstration.service.js';
