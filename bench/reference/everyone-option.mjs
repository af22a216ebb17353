/** How a Node process is told to load `everyone.mjs`; apart from it, so that who measures is not changed by it. */
export const EVERYONE_OPTION = `--import ${new URL('./everyone.mjs', import.meta.url)}`;
