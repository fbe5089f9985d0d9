import { rmSync } from 'node:fs';
import { createPlatform, type LocalPlatform } from '../createPlatform.ts';
import { createFront, type Front } from '../front/Front.ts';
import type { AwsApi } from '../platform/AwsApi.ts';
import type { HttpRoute } from '../platform/LocalService.ts';
import { silentLog } from '../platform/Log.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export interface StartedFront {
  readonly platform: LocalPlatform;
  readonly front: Front;
  readonly port: number;
  /** Options for an AWS SDK v3 client, as the account's root. */
  readonly clientConfig: {
    readonly endpoint: string;
    readonly region: string;
    readonly maxAttempts: number;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  stop(): Promise<void>;
}

/** Serves these APIs and routes on a free port, with a platform on a directory of its own. */
export async function startFront(
  apis: readonly AwsApi[] = [],
  routes: readonly HttpRoute[] = [],
): Promise<StartedFront> {
  const directory = temporaryFolder('front');
  const platform = createPlatform({ directory, log: silentLog });
  platform.aws.register({ apis });
  const front = createFront(platform, [...platform.routes, ...routes]);
  const port = await front.listen(0);
  platform.opened(port);
  const { accessKeyId, secretAccessKey } = platform.iam.rootCredentials();
  return {
    platform,
    front,
    port,
    clientConfig: {
      endpoint: platform.baseUrl(),
      region: platform.region,
      maxAttempts: 1,
      credentials: { accessKeyId, secretAccessKey },
    },
    async stop() {
      await front.close();
      platform.close();
      rmSync(directory, { recursive: true });
    },
  };
}
