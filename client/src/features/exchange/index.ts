export { default as ExchangeMenu } from './ExchangeMenu.vue';
export { default as ExportDialog } from './ExportDialog.vue';
export { default as ImportDialog } from './ImportDialog.vue';
export { type ExportWords, geoJsonFile } from './exported';
export { useExport } from './useExport';
export { useImport } from './useImport';
