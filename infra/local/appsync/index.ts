/** The APPSYNC_JS runtime and its checker, without the services around them. */
export { checkResolverBundle, MAXIMUM_CODE_CHARACTERS } from './checker/checkResolverBundle.ts';
export { typeCheckBundles } from './checker/typeCheckBundles.ts';
export { signRequest } from './datasources/signRequest.ts';
export { loadResolverCode } from './runtime/loadResolverCode.ts';
export type { HandlerOutcome, ResolverCode, ResolverContext } from './runtime/ResolverCode.ts';
export { buildApiSchema } from './schema/buildApiSchema.ts';
