import { NotSupportedLocally } from '../../../platform/AwsError.ts';
import { CodeFault } from '../Aborts.ts';
import type { HostFunction, HostTable } from '../realm/HostServices.ts';

/** Helpers of data sources that the local runtime lacks. They fail when they are called, not when they are imported. */
export const unsupportedModules: HostTable = {
  '@aws-appsync/utils/rds': {
    ...unsupported('@aws-appsync/utils/rds', [
      'createMySQLStatement',
      'createPgStatement',
      'insert',
      'remove',
      'select',
      'sql',
      'toJsonObject',
      'update',
    ]),
    typeHint: unsupported('@aws-appsync/utils/rds typeHint', ['DATE', 'DECIMAL', 'JSON', 'TIME', 'TIMESTAMP', 'UUID']),
    agg: unsupported('@aws-appsync/utils/rds agg', [
      'avg',
      'avgDistinct',
      'count',
      'countDistinct',
      'max',
      'maxDistinct',
      'min',
      'minDistinct',
      'sum',
      'sumDistinct',
    ]),
  },
  '@aws-appsync/utils/ai': unsupported('@aws-appsync/utils/ai', ['converse', 'invokeModel']),
};

export const unsupportedRds: HostTable = unsupported('util.rds', ['toJsonObject']);

function unsupported(module: string, names: readonly string[]): Record<string, HostFunction> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      () => {
        throw new CodeFault(new NotSupportedLocally(`${module}.${name}`).message);
      },
    ]),
  );
}
