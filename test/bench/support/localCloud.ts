import type { JsonObject } from 'local-cloud';
import { startTemplate } from 'local-cloud/testing/startTemplate';
import { peerOptions, serve } from './serve.ts';

/** The local runtime with the caller's template, as a peer. Its first word has its port and the stack's outputs. */
const { template } = peerOptions<{ readonly template: JsonObject }>();
const cloud = await startTemplate(template);
serve({ port: Number(new URL(cloud.baseUrl).port), outputs: cloud.result.outputs.Test });
