export { type Assessment, assessSlide } from './assess-slide.js';
