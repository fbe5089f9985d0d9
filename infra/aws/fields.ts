/**
 * Every field with a resolver, by its schema coordinate: the data source it calls, or the pipeline steps it takes.
 * The code is in `resolvers/<coordinate>.ts` and `resolvers/steps/<step>.ts`; data sources are made in `constructs/DataSources.ts`.
 */
export const steps = {
  guard: { dataSource: 'stepUpGuard' },
  openChallenge: { dataSource: 'stepUpChallenges' },
  acceptMessage: { dataSource: 'acceptMessage' },
  readReplayedMessage: { dataSource: 'readMessages' },
} as const satisfies Readonly<Record<string, { readonly dataSource: DataSourceName }>>;

export const fields = {
  'Query.me': { dataSource: 'none' },
  'Query.previewPublish': { dataSource: 'none' },
  'Mutation.publish': { steps: ['guard', 'openChallenge', 'acceptMessage', 'readReplayedMessage'] },
} as const satisfies Readonly<Record<string, FieldWiring>>;

/** A role each: what it may do is in `constructs/DataSources.ts`. */
export type DataSourceName = 'none' | 'stepUpGuard' | 'stepUpChallenges' | 'acceptMessage' | 'readMessages';

export type StepName = keyof typeof steps;

export type FieldWiring = { readonly dataSource: DataSourceName } | { readonly steps: readonly StepName[] };
