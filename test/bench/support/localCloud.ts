import type { JsonObject } from '../../../infra/local/platform/Json.ts';
import { startTemplate } from '../../../infra/local/testing/startTemplate.ts';
import { peerOptions, serve } from './serve.ts';

/** The local runtime with a template of the caller's, as a peer: ready with its port and the stack's outputs. */
const { template } = peerOptions<{ readonly template: JsonObject }>();
const cloud = await startTemplate(template);
serve({ port: Number(new URL(cloud.baseUrl).port), outputs: cloud.result.outputs.Test });
