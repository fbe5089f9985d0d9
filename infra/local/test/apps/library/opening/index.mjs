import { DynamoDB } from '@aws-sdk/client-dynamodb';

const dynamoDb = new DynamoDB();
const TableName = process.env.TABLE;

/** A custom resource: the library's first book, which names the stack that brought it. */
export async function handler({ RequestType, StackId }) {
  const id = 'first';
  if (RequestType === 'Delete') {
    await dynamoDb.deleteItem({ TableName, Key: { id: { S: id } } });
  } else {
    await dynamoDb.putItem({ TableName, Item: { id: { S: id }, title: { S: StackId } } });
  }
  return { PhysicalResourceId: id, Data: { StackId } };
}
