export type { PreparedSlide } from './prepared-slide.js';
export { Slide } from './slide.entity.js';
export { SlideAccess } from './slide-access.js';
export { type SlideChange, SlideChanges } from './slide-changes.js';
export { givenName, shownName } from './slide-names.js';
export { lossOf, slideRefusal } from './slide-refusal.js';
export { Slides } from './slides.service.js';
export { SlidesModule } from './slides.module.js';
export { makeThumbnail } from './thumbnail.js';
