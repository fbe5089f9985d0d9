/** The API with the broadcast mutation, and the report that both sides send to each subscriber. */
export const reportSchema = /* GraphQL */ `
  type Report {
    messageId: ID!
    deviceId: ID!
    status: String!
    sequence: Int!
  }

  type Query {
    none: Report
  }

  type Mutation {
    report(messageId: ID!, deviceId: ID!, status: String!, sequence: Int!): Report
  }

  type Subscription {
    onReport(messageId: ID!): Report @aws_subscribe(mutations: ["report"])
  }
`;

export const reportResolver = `export function request(ctx) { return { payload: ctx.args }; }
export function response(ctx) { return ctx.result; }`;

const mutation = `mutation Report($messageId: ID!, $deviceId: ID!, $status: String!, $sequence: Int!) {
  report(messageId: $messageId, deviceId: $deviceId, status: $status, sequence: $sequence) { messageId deviceId status sequence }
}`;
export const subscription =
  'subscription OnReport($messageId: ID!) { onReport(messageId: $messageId) { messageId deviceId status sequence } }';

/** Subscriptions' ids are as long as Amplify's. */
export const subscriptionId = '3f1f5a9e-0d7a-4c8e-9a55-7d2a5d3c1b00';

const report = { messageId: '01J9ZK3V6P8Q4X2Y7R5T1W0SAB', deviceId: 'device-0001', status: 'RECEIVED', sequence: 1 };
export const watchedMessage = report.messageId;
export const mutationBody = JSON.stringify({ query: mutation, variables: report });
export const frame = JSON.stringify({ id: subscriptionId, type: 'data', payload: { data: { onReport: report } } });
