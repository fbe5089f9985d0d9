import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/** Modules of the SDK that no Lambda function of this stack needs, with their replacements. */
const parts = [
  {
    // Credentials are in the environment: no profile, process, web identity or metadata service is asked.
    module: /@aws-sdk[\\/]credential-provider-node[\\/]dist-es[\\/]index\.js$/,
    standIn: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
  },
  {
    // So is the region.
    module: /regionConfig[\\/]getInstanceMetadataRegion\.js$/,
    standIn: 'export const getInstanceMetadataRegion = async () => undefined;',
  },
  {
    // There is no ~/.aws, so nothing looks for it at a cold start.
    module: /shared-ini-file-loader[\\/]loadSharedConfigFiles\.js$/,
    standIn: `export { CONFIG_PREFIX_SEPARATOR } from './constants';
      export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
  },
  {
    // No function sets AWS_RETRY_MODE.
    module: /util-retry[\\/]AdaptiveRetryStrategy\.js$/,
    standIn: `export { StandardRetryStrategy as AdaptiveRetryStrategy } from './StandardRetryStrategy';`,
  },
  // Node.js has these hashes.
  { module: /checksum[\\/]sha256[\\/]Sha256Js\.js$/, standIn: 'export const Sha256Js = undefined;' },
  { module: /checksum[\\/]md5[\\/]Md5Js\.js$/, standIn: 'export const Md5Js = undefined;' },
  // Signs events of streams, and no function uses one.
  { module: /signature-v4[\\/]dist-es[\\/]HeaderFormatter\.js$/, standIn: 'export class HeaderFormatter {}' },
  {
    // An environment handles one event at a time, so its trace is in the environment.
    module: /lambda-invoke-store[\\/]dist-es[\\/]invoke-store\.js$/,
    standIn: 'export const InvokeStore = { getInstanceAsync: async () => undefined };',
  },
  // No table asks for endpoint discovery: the cache is made and never used.
  { module: /endpoint-cache[\\/]dist-es[\\/]index\.js$/, standIn: 'export class EndpointCache {}' },
];

/** Has bundles carry only what the SDK needs in a Lambda function of this stack. */
export const lambdaParts: Plugin = {
  name: 'lambda-parts',
  setup({ onLoad }) {
    for (const { module, standIn } of parts) {
      onLoad({ filter: module }, ({ path }) => ({ contents: standIn, resolveDir: dirname(path) }));
    }
    onLoad({ filter: /util-endpoints[\\/]lib[\\/]aws[\\/]partitions\.js$/ }, async ({ path }) => {
      const { partitionsInfo } = await import(pathToFileURL(path).href);
      return { contents: `export const partitionsInfo = ${JSON.stringify(byPattern(partitionsInfo))};` };
    });
  },
};

interface Partitions {
  readonly partitions: readonly object[];
}

/** Returns the partitions without their regions' names for people: a pattern tells the region's partition. */
function byPattern(info: Partitions): Partitions {
  return { ...info, partitions: info.partitions.map((partition) => ({ ...partition, regions: {} })) };
}
