export { freshDatabase } from './fresh-database.js';
export { startTestServer, TEST_IMAGE, type TestPerson, type TestServer } from './test-server.js';
