export { IdentityModule } from './identity.module.js';
export { Logins } from './logins.service.js';
export { type NewPerson, People } from './people.service.js';
