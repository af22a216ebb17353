export { Slide } from './slide.entity.js';
export { SlideAccess } from './slide-access.js';
export { lossOf, slideRefusal } from './slide-refusal.js';
export { acceptSlideUploads } from './slide-uploads.js';
export { Slides, type Upload } from './slides.service.js';
export { SlidesModule } from './slides.module.js';
