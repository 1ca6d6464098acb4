import {
  CreateLogGroupCommand,
  CreateLogGroupRequest$,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type CloudWatchLogsClient,
  type CreateLogGroupRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { asText, type Properties } from '../template/template';
import type { Clients } from './clients';
import { realType, textOf, without } from './define';
import { unlessGone } from './provider';
import { sdkInput } from './sdk-properties';
import { differs, tagChange, tagsOf } from './tags';

/** Tags are a list in a template and a map in the API. */
const OWN = ['RetentionInDays', 'Tags'];

/** A log group, with how many days it keeps what is written to it. */
export const logsLogGroup = ({ logs }: Clients) =>
  realType({
    type: 'AWS::Logs::LogGroup',
    schema: CreateLogGroupRequest$,
    rules: {
      replaced: 'LogGroupName',
      updated: 'RetentionInDays Tags',
      fixed: 'KmsKeyId LogGroupClass',
      absent: 'DataProtectionPolicy DeletionProtectionEnabled FieldIndexPolicies ResourcePolicyDocument',
    },
    own: OWN,
    attributes: ['Arn'],
    async create(properties, making) {
      const logGroupName = textOf(properties, 'LogGroupName') ?? making.generatedName();
      const input = sdkInput<CreateLogGroupRequest>(CreateLogGroupRequest$, without(properties, OWN));
      const tags = Object.fromEntries(tagsOf(properties['Tags']).map(({ Key, Value }) => [Key, Value]));
      await logs.send(
        new CreateLogGroupCommand({ ...input, logGroupName, ...(Object.keys(tags).length > 0 && { tags }) }),
      );
      making.initiated(logGroupName);
      await keep(logs, logGroupName, properties);
      const arn = `arn:aws:logs:${making.region}:${making.accountId}:log-group:${logGroupName}`;
      return { physicalId: logGroupName, attributes: { Arn: `${arn}:*` } };
    },
    async update(made, change) {
      const logGroupName = made.physicalId;
      if (differs(change, 'RetentionInDays')) await keep(logs, logGroupName, change.after);
      // Tagging wants the ARN of the group itself, without the star that stands for its streams.
      const resourceArn = asText(made.attributes['Arn']).replace(/:\*$/, '');
      const { set, removed } = tagChange(change);
      const tags = Object.fromEntries(set.map(({ Key, Value }) => [Key, Value]));
      if (set.length > 0) await logs.send(new TagResourceCommand({ resourceArn, tags }));
      if (removed.length > 0) await logs.send(new UntagResourceCommand({ resourceArn, tagKeys: removed }));
      return made;
    },
    delete: ({ physicalId }) => unlessGone(logs.send(new DeleteLogGroupCommand({ logGroupName: physicalId }))),
  });

async function keep(logs: CloudWatchLogsClient, logGroupName: string, { RetentionInDays }: Properties): Promise<void> {
  if (RetentionInDays === undefined) {
    await unlessGone(logs.send(new DeleteRetentionPolicyCommand({ logGroupName })));
    return;
  }
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: Number(RetentionInDays) }));
}
