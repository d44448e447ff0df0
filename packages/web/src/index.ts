export { preparePage, type PreparePageOptions } from './prepare-page.ts';
