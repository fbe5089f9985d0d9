import type { AwsApi } from '../../../platform/AwsApi.ts';
import type { JsonValue } from '../../../platform/Json.ts';

export interface Invocation {
  readonly type: string;
  readonly payload: unknown;
}

/** Lambda's Invoke, answered by a function of this process. A thrown error becomes a function error. */
export function fakeLambda(answer: (payload: never) => JsonValue, invocations: Invocation[] = []): AwsApi {
  return {
    signingName: 'lambda',
    protocol: 'rest-json',
    operations: {
      Invoke: {
        permissions: (input) => [
          {
            action: 'lambda:InvokeFunction',
            resource: String(input.FunctionName),
            resourcePolicy: {
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Action: '*', Resource: '*', Principal: { Service: 'appsync.amazonaws.com' } },
              ],
            },
          },
        ],
        run(input) {
          const payload: unknown = JSON.parse(String(input.Payload));
          invocations.push({ type: String(input.InvocationType), payload });
          if (input.InvocationType === 'Event') return { StatusCode: 202, Payload: '' };
          try {
            return { StatusCode: 200, Payload: JSON.stringify(answer(payload as never)) };
          } catch (error) {
            const errorMessage = error instanceof Error ? error.message : String(error);
            return {
              StatusCode: 200,
              FunctionError: 'Unhandled',
              Payload: JSON.stringify({ errorMessage, errorType: 'Error' }),
            };
          }
        },
      },
    },
  };
}
