import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';

/** Synthesizes under these settings, by their names without `heliograph:`, into the folder, which it returns. */
export async function synthesizeWith(settings: Readonly<Record<string, unknown>>, folder: string): Promise<string> {
  const context = Object.entries(settings).map(([name, value]) => [`heliograph:${name}`, value]);
  const { CDK_CONTEXT_JSON } = process.env;
  process.env.CDK_CONTEXT_JSON = JSON.stringify(Object.fromEntries(context));
  return await synthesizeCached(folder).finally(() => {
    if (CDK_CONTEXT_JSON === undefined) delete process.env.CDK_CONTEXT_JSON;
    else process.env.CDK_CONTEXT_JSON = CDK_CONTEXT_JSON;
  });
}
