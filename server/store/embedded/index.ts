export { isEmbeddedUri } from './data-file.ts';
export { embeddedDriver } from './driver.ts';
export { StoreError, type StoreErrorCode } from './errors.ts';
export { compileFilter } from './match.ts';
export { copyDataFile } from './snapshot.ts';
