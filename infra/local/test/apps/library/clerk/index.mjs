import { DynamoDB } from '@aws-sdk/client-dynamodb';

const dynamoDb = new DynamoDB();
const TableName = process.env.TABLE;

/** A direct resolver of both mutations. */
export async function handler({ info, arguments: { id, title } }) {
  if (info.fieldName === 'removeBook') {
    await dynamoDb.deleteItem({ TableName, Key: { id: { S: id } } });
    return { id, title: 'removed' };
  }
  await dynamoDb.putItem({ TableName, Item: { id: { S: id }, title: { S: title } } });
  return { id, title };
}
