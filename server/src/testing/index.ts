export { freshDatabase } from './fresh-database.js';
export { SessionClient } from './session-client.js';
export { startTestServer, TEST_IMAGE, type TestPerson, type TestServer } from './test-server.js';
export { until } from './until.js';
export { itWithSlide, realSlide } from './real-slides.js';
export { jpegSlide, rawSlide, type Rgb, SMALL, SMALL_COLOURS, type SmallSlide } from './small-slide.js';
export { codeIn } from './code-in.js';
