import { randomBytes } from 'node:crypto';
import { textOf } from './define';
import { recorded, type RecordedFacts } from './recorded';

/** `AROA` or `ANPA` and sixteen letters and digits, as IAM numbers what it makes. */
const iamId = (prefix: string): string => prefix + randomBytes(12).toString('hex').toUpperCase().slice(0, 16);

const arnOf =
  (kind: string) =>
  ({ physicalId, properties, making }: RecordedFacts): string =>
    `arn:aws:iam::${making.accountId}:${kind}${textOf(properties, 'Path') ?? '/'}${physicalId}`;

/** The types of resource for which CloudFormation wants to be told that its caller knows. */
export const IAM_TYPES = ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'];
/** The properties by which such a resource gets a name of the template's choice. */
export const IAM_NAMES = ['RoleName', 'ManagedPolicyName'];

/** Roles and policies: recorded, as nothing here holds permissions. */
export const iam = [
  recorded({
    type: 'AWS::IAM::Role',
    properties:
      'AssumeRolePolicyDocument Description ManagedPolicyArns MaxSessionDuration Path PermissionsBoundary Policies RoleName Tags',
    replaced: 'Path RoleName',
    required: ['AssumeRolePolicyDocument'],
    physicalId: (properties, making) => textOf(properties, 'RoleName') ?? making.generatedName(64),
    attributes: { Arn: arnOf('role'), RoleId: () => iamId('AROA') },
  }),
  recorded({
    type: 'AWS::IAM::Policy',
    properties: 'Groups PolicyDocument PolicyName Roles Users',
    replaced: 'PolicyName',
    required: ['PolicyDocument', 'PolicyName'],
    physicalId: (_, making) => making.generatedName(128),
    attributes: { Id: ({ physicalId }) => physicalId },
  }),
  recorded({
    type: 'AWS::IAM::ManagedPolicy',
    properties: 'Description Groups ManagedPolicyName Path PolicyDocument Roles Users',
    replaced: 'Description ManagedPolicyName Path',
    required: ['PolicyDocument'],
    physicalId: (properties, making) =>
      arnOf('policy')({
        physicalId: textOf(properties, 'ManagedPolicyName') ?? making.generatedName(128),
        properties,
        making,
      }),
    attributes: { PolicyArn: ({ physicalId }) => physicalId, PolicyId: () => iamId('ANPA') },
  }),
];
