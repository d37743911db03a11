export { copyProject } from './copy-project.ts';
export { createTerraform } from './terraform.ts';
