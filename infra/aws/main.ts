import { synthesize } from './synthesize.ts';

// The entry that cdk.json names. The CDK command sets CDK_OUTDIR.
await synthesize(process.env.CDK_OUTDIR ?? 'cdk.out');
