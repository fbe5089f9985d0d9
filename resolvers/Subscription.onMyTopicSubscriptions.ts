export { request, response } from './shared/ownReports.ts';
