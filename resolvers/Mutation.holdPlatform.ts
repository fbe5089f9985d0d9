export { request, response } from './shared/changePlatform.ts';
