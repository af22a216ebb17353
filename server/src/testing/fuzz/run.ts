/** `npm run fuzz -- tiff|dicom|jpeg …` mutates files (run-files.ts), `npm run fuzz -- documents …` plays storms (run-storms.ts of the documents). */
await import(process.argv[2] === 'documents' ? '../../documents/testing/run-storms.js' : './run-files.js');

export {};
