import { ResourcesInMemory } from './spec/resources-in-memory';
import { checkTemplate } from './checks/template';
import { KNOWN_AFTER_APPLY, resolved, type Scope } from './template/intrinsics';
import { parameterValues } from './template/parameters';
import { parseTemplate } from './template/parse-template';
import type { TemplateValue } from './template/template';

const scope: Scope = {
  ref: (name) => ({ Known: 'k', List: ['a', 'b'], 'AWS::Region': 'us-west-2' })[name] ?? KNOWN_AFTER_APPLY,
  attribute: (resource, attribute) => (resource === 'Known' ? `arn:x:${attribute}` : KNOWN_AFTER_APPLY),
  imported: (name) => `imported ${name}`,
  zones: (region) => [`${region || 'here'}a`, `${region || 'here'}b`],
};

describe('reading a template', () => {
  it('reads the short forms of YAML as the long ones of JSON', () => {
    const { resources } = parseTemplate(`
      Resources:
        A:
          Type: Memory::Book
          DependsOn: B
          DeletionPolicy: Retain
          Properties:
            Text: !Join ['-', [!Ref B, !GetAtt B.Text.More, !Sub '\${AWS::Region}', !Select [0, !GetAZs '']]]
        B: { Type: 'Memory::Note' }`);
    expect(resources['A']).toEqual({
      type: 'Memory::Book',
      dependsOn: ['B'],
      deletionPolicy: 'Retain',
      updateReplacePolicy: 'Delete',
      properties: {
        Text: {
          'Fn::Join': [
            '-',
            [
              { Ref: 'B' },
              { 'Fn::GetAtt': ['B', 'Text.More'] },
              { 'Fn::Sub': '${AWS::Region}' },
              { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
            ],
          ],
        },
      },
    });
  });

  it.each<[string, TemplateValue, TemplateValue]>([
    ['Ref to a list', { Ref: 'List' }, ['a', 'b']],
    ['Join', { 'Fn::Join': ['/', ['x', { Ref: 'Known' }, 1]] }, 'x/k/1'],
    [
      'Sub',
      { 'Fn::Sub': ['${Own}-${Known.Arn}-${!Literal}-${AWS::Region}', { Own: { Ref: 'Known' } }] },
      'k-arn:x:Arn-${Literal}-us-west-2',
    ],
    ['Select of Split', { 'Fn::Select': ['1', { 'Fn::Split': [':', { 'Fn::GetAtt': 'Known.Arn' }] }] }, 'x'],
    ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Known}-vpc' } }, 'imported k-vpc'],
    ['GetAZs', { 'Fn::GetAZs': { Ref: 'AWS::Region' } }, ['us-west-2a', 'us-west-2b']],
    ['Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
    [
      'what nobody knows yet',
      { 'Fn::Select': [3, { 'Fn::Split': [':', { 'Fn::GetAtt': ['New', 'Arn'] }] }] },
      KNOWN_AFTER_APPLY,
    ],
    ['a map whose keys look like functions of nobody', { Condition: { Ref: 'Known' }, x: 1 }, { Condition: 'k', x: 1 }],
  ])('resolves %s', (_, value, expected) => {
    expect(resolved(value, scope)).toEqual(expected);
  });
});

describe('what a template cannot be', () => {
  const types = new Map(new ResourcesInMemory().types().map((provider) => [provider.type, provider]));
  const check = (template: object) => () => checkTemplate(parseTemplate(JSON.stringify(template)), types);
  const a = (Properties: object, more: object = {}) => ({
    Resources: { A: { Type: 'Memory::Book', Properties }, ...more },
  });

  it.each<[object, string]>([
    [{ Resources: {} }, 'At least one Resources member must be defined.'],
    [{ ...a({}), Rsources: {} }, 'Invalid template property or properties [Rsources]'],
    [{ ...a({}), Mappings: {} }, 'Template section Mappings is not implemented'],
    [{ Resources: { A: { Type: 'AWS::SQS::Queue' } } }, 'Unrecognized resource types: [AWS::SQS::Queue]'],
    [{ Resources: { A: { Type: 'Memory::Book', Propertys: {} } } }, "Invalid template resource property 'Propertys'"],
    [a({ Colour: 'red' }), 'resource A of type Memory::Book with message: #: extraneous key [Colour] is not permitted'],
    [a({ Index: 1 }), 'the property Index is not implemented by this sandbox'],
    [a({ Text: { 'Fn::FindInMap': ['a', 'b', 'c'] } }), 'The intrinsic function Fn::FindInMap is not implemented'],
    [a({ Text: '{{resolve:ssm:/x}}' }), 'The dynamic reference {{resolve:ssm:/x}} is not implemented'],
    [
      a({ Text: { Ref: 'Nobody' } }),
      'Unresolved resource dependencies [Nobody] in the Resources block of the template',
    ],
    [a({ Text: { 'Fn::GetAtt': ['A', 'Arn'] } }), 'resource A does not support attribute type Arn in Fn::GetAtt'],
    [
      {
        Resources: {
          A: { Type: 'Memory::Book', DependsOn: 'B' },
          B: { Type: 'Memory::Book', Properties: { Text: { 'Fn::Sub': '${A}' } } },
        },
      },
      'Circular dependency between resources: [A, B]',
    ],
    [
      { ...a({}), Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>' } } },
      'Parameter P of type AWS::SSM::Parameter::Value<String> is not implemented',
    ],
  ])('%j', (template, message) => {
    expect(check(template)).toThrow(expect.objectContaining({ code: 'ValidationError', status: 400 }));
    expect(check(template)).toThrow(message);
  });
});

describe('parameters', () => {
  const template = parseTemplate(
    JSON.stringify({
      Parameters: {
        Count: { Type: 'Number', Default: 2, MaxValue: 9 },
        Name: { Type: 'String', AllowedPattern: '[a-z]+' },
      },
      Resources: { A: { Type: 'Memory::Book' } },
    }),
  );
  const give = (ParameterKey: string, ParameterValue: string) => ({ ParameterKey, ParameterValue });

  it('takes what is given, then what the stack has, then the default', () => {
    expect(Object.fromEntries(parameterValues(template, [give('Name', 'x')]))).toEqual({ Count: '2', Name: 'x' });
    const previous = parameterValues(
      template,
      [{ ParameterKey: 'Name', UsePreviousValue: true }, give('Count', '3')],
      new Map([['Name', 'old']]),
    );
    expect(Object.fromEntries(previous)).toEqual({ Count: '3', Name: 'old' });
  });

  it.each([
    [[], 'Parameters: [Name] must have values'],
    [[give('Name', 'x'), give('Other', 'y')], 'Parameters: [Other] do not exist in the template'],
    [[give('Name', 'X1')], "Parameter 'Name' failed to satisfy constraint"],
    [[give('Name', 'x'), give('Count', '10')], 'Member must have value less than or equal to 9'],
    [[give('Name', 'x'), give('Count', 'many')], "Parameter 'Count' must be a number."],
  ])('refuses %j', (given, message) => {
    expect(() => parameterValues(template, given)).toThrow(message);
  });
});
