export { copyRepository } from './copy-repository.ts';
export { copyWithPackage } from './copy-with-package.ts';
export { programOf, ROOT, runIn } from './run-in.ts';
