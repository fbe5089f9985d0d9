import type { Context } from 'aws-lambda';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { DynamoDbMessageList } from '../aws/dynamodb/DynamoDbMessageList.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { type ListedPage, type ListMessagesRequest, listMessages } from './listMessages.ts';

const list = new DynamoDbMessageList(documentClient, environment('MESSAGES_TABLE'));

/** Behind `Query.allMessages`. */
export function handler(request: ListMessagesRequest, context: Context): Promise<Answer<ListedPage>> {
  return answer(context, () => listMessages(list, request));
}
